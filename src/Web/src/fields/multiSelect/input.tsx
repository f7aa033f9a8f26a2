export { SelectManyInput as MultiSelectInput } from '../select/input';
