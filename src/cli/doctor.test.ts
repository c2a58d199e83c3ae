import { describe, expect, it } from 'vitest';
import { checkNode, printChecks } from './doctor.ts';

describe('doctor', () => {
  it.each([
    ['v20.19.0', true],
    ['v22.1.0', true],
    ['v24.0.0', true],
    ['v20.18.9', false],
    ['v18.20.0', false],
  ])('%s: %s', (version, ok) => {
    expect(checkNode(version).ok).toBe(ok);
  });

  it('puts advice under what failed', () => {
    const checks = [checkNode('v20.19.0'), checkNode('v18.0.0')];
    expect(printChecks(checks)).toBe(
      'ok      node  v20.19.0\nFAILED  node  v18.0.0\n              install Node 20.19 or newer: https://nodejs.org\n1 of 2 checks failed.\n',
    );
  });
});
