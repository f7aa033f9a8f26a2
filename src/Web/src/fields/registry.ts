import { autoNumberField } from './autoNumber';
import { booleanField } from './boolean';
import { dateField } from './date';
import { dateTimeField } from './dateTime';
import { decimalField } from './decimal';
import { emailField } from './email';
import { fileField } from './file';
import { integerField } from './integer';
import { longTextField } from './longText';
import { moneyField } from './money';
import { multiSelectField } from './multiSelect';
import { percentField } from './percent';
import { phoneField } from './phone';
import { relationField } from './relation';
import { selectField } from './select';
import { stageField } from './stage';
import { textField } from './text';
import { urlField } from './url';
import { userField } from './user';
import { usersField } from './users';
import type { FieldType } from './types';
import type { FieldTypeKey } from '@/api/types';

/** The one list of field types: a folder per type, one line here. */
export const fieldTypes: Record<FieldTypeKey, FieldType> = {
  autoNumber: autoNumberField,
  boolean: booleanField,
  date: dateField,
  dateTime: dateTimeField,
  decimal: decimalField,
  email: emailField,
  file: fileField,
  integer: integerField,
  longText: longTextField,
  money: moneyField,
  multiSelect: multiSelectField,
  percent: percentField,
  phone: phoneField,
  relation: relationField,
  select: selectField,
  stage: stageField,
  text: textField,
  url: urlField,
  user: userField,
  users: usersField,
};

/** A type this client does not know yet is shown and typed as text. */
export const fieldType = (key: FieldTypeKey): FieldType => fieldTypes[key] ?? fieldTypes.text;
