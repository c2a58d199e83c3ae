// An example sentence with role marks, "[actor: Damascus] accused [recipient: Ankara]", becomes text plus offsets.
import { type Example, ROLE_MARKS } from '../schema/codebook.ts';

type RoleMark = Example['roles'][number];

const isRole = (name: string): name is RoleMark['role'] => (ROLE_MARKS as readonly string[]).includes(name);

/** `problem` says what is wrong with the marks, null where they are well formed. */
export const readRoleMarks = (
  marked: string,
): { text: string; roles: readonly RoleMark[]; problem: string | null } => {
  const roles: RoleMark[] = [];
  let text = '';
  let problem: string | null = null;
  let at = 0;
  for (const match of marked.matchAll(/\[([a-z]+):\s*([^[\]]*)\]/g)) {
    const [whole, name = '', words = ''] = match;
    text += marked.slice(at, match.index);
    if (!isRole(name)) problem = `mark "${name}" is not one of ${ROLE_MARKS.join(', ')}; correct the mark`;
    else if (words.trim() === '') problem = `mark "${whole}" holds no words; put the words of the role in it`;
    else roles.push({ role: name, start: text.length, end: text.length + words.length });
    text += words;
    at = match.index + whole.length;
  }
  text += marked.slice(at);
  if (!problem && /[[\]]/.test(text))
    problem = `"${text}" has a bracket that is no mark; write [actor: words], without brackets inside`;
  return { text, roles, problem };
};
