import type { Input } from '../../documents/workflow-model.ts';

/** Whether an input of a workflow says which version is meant. */
export const isVersion = ({ name }: Input): boolean => version.test(name.text);

const version = /(?:^|[_-])(?:ref|tag|image|sha|commit|digest|revision|release|build)(?:[_-]|$)|version|imagetag/i;
