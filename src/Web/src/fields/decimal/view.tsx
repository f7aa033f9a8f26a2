export { NumberView as DecimalView } from '../integer/view';
