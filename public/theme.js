// Runs before the first paint, so that a chosen theme or a narrow rail never flashes the other one.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("rail") === "narrow") root.dataset.rail = "narrow";
  } catch {
    // Storage is refused in some privacy modes; the system's theme then applies.
  }
})();
