export { SelectView as MultiSelectView } from '../select/view';
