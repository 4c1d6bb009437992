type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Whether somebody is in the middle of something that a change of the page would disturb: a dialog
 * or a menu is open, a field has the focus, or something has been typed or chosen and not sent.
 */
export function isBusy(root: Document = document): boolean {
  if (root.querySelector("dialog[open], :popover-open")) return true;
  if (root.activeElement?.matches("input, textarea, select, [contenteditable]")) return true;
  const fields = root.querySelectorAll<Control>("main form :is(input, textarea, select)");
  return [...fields].some(isChanged);
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    const isPreset = options.some(({ defaultSelected }) => defaultSelected);
    if (!isPreset) return !control.multiple && control.selectedIndex > 0;
    return options.some(({ selected, defaultSelected }) => selected !== defaultSelected);
  }
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control.type === "hidden") return false;
  if (control.type === "checkbox" || control.type === "radio") {
    return control.checked !== control.defaultChecked;
  }
  return control.value !== control.defaultValue;
}
