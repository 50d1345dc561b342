// @ts-check
/* On a page that was opened from disk browsers start no workers. This stands in for the one worker of the site: the
   script runs in the page and talks through a channel of messages. */
"use strict";

(() => {
  if (location.protocol !== "file:") {
    return;
  }
  const scope = /** @type {{Worker: unknown, searchPort?: MessagePort}} */ (self);

  /**
   * @class
   * @param {string} address
   * @returns {MessagePort} in the place of the worker
   */
  function WorkerInPage(address) {
    const { port1, port2 } = new MessageChannel();
    scope.searchPort = port2;
    port2.start();
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
    port1.start();
    return port1;
  }

  scope.Worker = WorkerInPage;
})();
