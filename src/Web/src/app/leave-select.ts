/**
 * Tab out of an open list of several choices only leaves it. The component would toggle the option that is lit, which is
 * the one just chosen: it would be lost without a word.
 */
export function leaveSelectsAlone() {
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Tab' || !(event.target instanceof Element)) return;
      if (event.target.closest('.ant-select-multiple.ant-select-open')) event.stopPropagation();
    },
    true,
  );
}
