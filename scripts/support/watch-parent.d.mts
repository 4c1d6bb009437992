export function watchParent(whenGone: () => void): void;
