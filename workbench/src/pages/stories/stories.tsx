import type { ReactElement } from 'react';
import { Empty } from '../../parts/states.tsx';

export const StoriesPage = (): ReactElement => <Empty title="No stories yet" />;
