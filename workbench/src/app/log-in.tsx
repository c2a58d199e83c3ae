// The door: shown where the server asks who the reader is and does not know.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { logIn } from '../api/session.ts';
import { strings } from '../strings.ts';

const words = strings.login;

export const LogIn = (): ReactElement => {
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const submit = async (form: FormData): Promise<void> => {
    setIsSending(true);
    setProblem(null);
    try {
      await logIn(queries, String(form.get('user') ?? ''), String(form.get('password') ?? ''));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setIsSending(false);
    }
  };
  return (
    <form
      className="log-in"
      onSubmit={event => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <h1>{words.title}</h1>
      <p className="soft">{words.why}</p>
      <label>
        {words.user} <input name="user" autoComplete="username" required maxLength={200} />
      </label>
      <label>
        {words.password}{' '}
        <input name="password" type="password" autoComplete="current-password" required maxLength={1000} />
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="submit" disabled={isSending}>
        {words.submit}
      </button>
    </form>
  );
};
