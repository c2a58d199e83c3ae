// A mention on its way to an entity: where it stands, what it says of itself, and, once settled, what it refers to.
import type { MentionForm, NameKind } from '../schema/analysis.ts';
import type { Sector } from '../schema/plover.ts';
import type { Span } from '../schema/span.ts';
import type { Phrase } from './noun-phrase.ts';
import type { Reading } from './position.ts';
import type { Referent } from './referent.ts';

/** What a title or apposition tells of a person: "Ukrainian Defence Minister". */
export interface Title {
  readonly country: string | null;
  readonly sector: Sector | null;
  readonly office: string | null;
}

export interface Node {
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  /** Tokens of the name or agent noun itself, without what leads up to it. */
  readonly core: { readonly from: number; readonly to: number };
  readonly head: number;
  readonly form: MentionForm;
  /** True where the core is a proper name: "Assad", not "Syrian rebels". */
  readonly isNamed: boolean;
  readonly span: Span;
  /** The name without title, the nominal without determiner and number. */
  readonly surface: string;
  readonly kind: NameKind | null;
  readonly reading: Reading;
  readonly referent: Referent | null;
  readonly title: Title | null;
  readonly phrase: Phrase | null;
  /** Country in which a place without a name lies. */
  readonly locatedIn: string | null;
}

export const countryOfNode = (node: Node): string | null =>
  node.referent?.actor?.country ?? node.referent?.place?.country ?? node.title?.country ?? null;
