export { UserView as UsersView } from '../user/view';
