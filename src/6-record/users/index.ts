// Who may use the store over the network.
export { TOKEN_MARK } from './secrets.ts';
export { beginSession, csrfOf, endSession, findSession, SESSION_SECONDS } from './sessions.ts';
export {
  createToken,
  findToken,
  listTokens,
  revokeToken,
  type Token,
} from './tokens.ts';
export {
  addUser,
  checkPassword,
  checkRole,
  hasUsers,
  includesRole,
  listUsers,
  ROLES,
  type Role,
  removeUser,
  setPassword,
  setRole,
  type User,
} from './users.ts';
