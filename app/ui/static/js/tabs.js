// <html data-belongs-to="…">: every page of a browser belongs to the same thing, such as a visit. A page says
// to the other tabs what it belongs to; one that belongs to anything else is fetched anew, and so ends.
(() => {
  const mine = document.documentElement.dataset.belongsTo;
  if (mine === undefined) return;
  const tabs = new BroadcastChannel("belongs-to");
  tabs.addEventListener("message", ({ data }) => {
    if (data !== mine) location.replace(location.pathname);
  });
  tabs.postMessage(mine);
})();
