import { registerEnumType } from 'type-graphql';

import { datasetWarningCodes } from '../../data/datasetWarnings.ts';
import { imageWarningCodes } from '../../data/imageWarnings.ts';
import type { SplitRule as DatasetSplitRule } from '../../data/splitRule.ts';
import type { EnumOf } from '../enumOf.ts';

export const SplitRule: EnumOf<DatasetSplitRule['name']> = {
  ORDER: 'ORDER',
  STRATIFIED: 'STRATIFIED',
};
registerEnumType(SplitRule, {
  name: 'SplitRule',
  description: 'How the validation split is taken from the training images.',
  valuesConfig: {
    ORDER: { description: 'The first twelfth, in the order of the file.' },
    STRATIFIED: { description: 'A twelfth of each class, drawn by a seed.' },
  },
});

export const DatasetWarningCode = codeEnum(datasetWarningCodes);
registerEnumType(DatasetWarningCode, {
  name: 'DatasetWarningCode',
  description: 'A reason why training on a data set is of little use, or why its figures mislead.',
  valuesConfig: described(datasetWarningCodes),
});

export const ImageWarningCode = codeEnum(imageWarningCodes);
registerEnumType(ImageWarningCode, {
  name: 'ImageWarningCode',
  description: 'A reason why reading an image shows little.',
  valuesConfig: described(imageWarningCodes),
});

/** Of a table of codes with their meanings. */
function codeEnum<Code extends string>(codes: Readonly<Record<Code, string>>): EnumOf<Code> {
  return Object.fromEntries(Object.keys(codes).map((code) => [code, code])) as EnumOf<Code>;
}

function described<Code extends string>(codes: Readonly<Record<Code, string>>) {
  const descriptions = Object.entries<string>(codes);
  return Object.fromEntries(
    descriptions.map(([code, description]) => [code, { description }]),
  ) as Record<Code, { description: string }>;
}
