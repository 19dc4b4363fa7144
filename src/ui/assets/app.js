// Three conveniences; every page works without them.
(() => {
  'use strict';

  // The set-up link carries its token behind '#', so that it reaches no log; the form posts it.
  const secret = document.querySelector('input[data-from-hash]');
  if (secret && location.hash.length > 1) {
    secret.value = decodeURIComponent(location.hash.slice(1).replace(/^token=/, ''));
    history.replaceState(null, '', location.pathname + location.search);
  }

  document.getElementById('error-summary')?.focus();

  const minute = 60_000;
  const hour = 60 * minute;
  const day = 24 * hour;

  // The same words as durationWords in views.time.ts; a test compares both.
  function durationWords(milliseconds) {
    const days = Math.floor(milliseconds / day);
    const hours = Math.floor((milliseconds % day) / hour);
    const minutes = Math.floor((milliseconds % hour) / minute);
    if (days >= 730) return `${Math.floor(days / 365.25)} years`;
    if (days >= 14) return `${days} days`;
    if (days >= 2) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
    const rest = minutes > 0 ? ` ${minutes} min` : '';
    if (days === 1) return hours + minutes > 0 ? `1 d ${hours} h${rest}` : '1 d';
    if (hours > 0) return `${hours} h${rest}`;
    return minutes > 0 ? `${minutes} min` : 'less than 1 min';
  }

  // The server's clock counts, not the one of this device.
  const skew = Date.parse(document.documentElement.dataset.now) - Date.now();

  function updateCountdowns() {
    const now = Date.now() + skew;
    for (const time of document.querySelectorAll('time[data-countdown]')) {
      const left = Date.parse(time.dateTime) - now;
      const suffix = left < 0 ? ' late' : time.dataset.countdown === 'left' ? ' left' : '';
      const words = durationWords(Math.abs(left)) + suffix;
      if (time.textContent !== words) time.textContent = words;
      const clock = time.closest('.due, .next-clock');
      clock?.classList.toggle('over', left < 0);
      clock?.classList.toggle('soon', left >= 0 && left < day);
    }
  }

  if (document.querySelector('time[data-countdown]')) setInterval(updateCountdowns, minute);
})();
