// A page that throws leaves the frame standing and says what happened.
import { Component, type ReactElement, type ReactNode } from 'react';
import { Failed } from '../parts/states.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }
  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const failed: ReactElement = (
      <Failed error={this.state.error} retry={() => this.setState({ error: null })} />
    );
    return failed;
  }
}
