// What makes rows of events, from the registry's tables as they stand in the package and in a user's folders.
import { fingerprintRegistry } from '../../resources/fingerprint.ts';
import { loadResources, type ResourceOptions } from '../../resources/index.ts';
import { type AcledMaker, makeAcledMaker } from './keep-rows.ts';

export const openAcledMaker = (options: Pick<ResourceOptions, 'registryDirs'> = {}): AcledMaker =>
  makeAcledMaker(loadResources(options).registry, fingerprintRegistry(options));
