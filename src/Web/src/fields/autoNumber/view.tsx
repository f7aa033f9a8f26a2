export { TextView as AutoNumberView } from '../text/view';
