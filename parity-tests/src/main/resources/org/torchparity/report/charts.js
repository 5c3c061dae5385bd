'use strict';
/** The two charts behind a cell, by uPlot, in the colours of the page. */
const charts = (() => {
  const KINDS = {agrees: '--series', rounding: '--rounding', vacuous: '--vacuous', fail: '--fail'};
  const drawn = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const axis = size => ({size, gap: 4, font: '10px system-ui, sans-serif', stroke: colour('--muted'),
    grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}});
  const power = exponent => '1e' + exponent;

  /** An axis of powers of ten, with at most five of them named. */
  function powers(size, low, high) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-6), Math.floor(Math.log10(high) + 1e-6)];
    const step = Math.max(1, Math.ceil((last - first) / 4));
    const exponents = [];
    for (let e = first; e <= last; e += step) exponents.push(e);
    return {...axis(size), splits: () => exponents.map(e => 10 ** e), values: () => exponents.map(power), filter: (u, splits) => splits};
  }

  /** Adds a chart, half as wide as its parent. */
  function chart(parent, caption, options, data) {
    const place = document.createElement('figure');
    const text = document.createElement('figcaption');
    text.textContent = caption;
    place.append(text);
    parent.append(place);
    const {width} = parent.getBoundingClientRect();
    drawn.push(new uPlot({width: Math.floor(width / 2) - 6, height: 160, legend: {show: false}, cursor: {show: false},
      padding: [8, 14, 0, 0], ...options}, data, place));
  }

  function dashes(u, x0, y0, x1, y1) {
    const at = (x, y) => [u.valToPos(x, 'x', true), u.valToPos(y, 'y', true)];
    u.ctx.save();
    u.ctx.strokeStyle = colour('--muted');
    u.ctx.setLineDash([4, 4]);
    u.ctx.beginPath();
    u.ctx.moveTo(...at(x0, y0));
    u.ctx.lineTo(...at(x1, y1));
    u.ctx.stroke();
    u.ctx.restore();
  }

  /**
   * Elements by the decimal logarithm at which their bin of half a decade begins; those beyond the
   * tolerance, right of the dashes, in another colour.
   */
  function histogram(parent, counts, beyond) {
    const x = Array.from({length: 24}, (_, i) => -8 + i / 2);
    const most = 2 * Math.max(...counts.values());
    const bars = isPart => x.map(from => isPart(from) && counts.get(from) || null);
    chart(parent, 'Elements that differ, by their part of what is allowed', {
      scales: {x: {time: false, range: [-8, 4]}, y: {distr: 3, range: [0.5, most]}},
      axes: [{...axis(20), splits: () => [-8, -6, -4, -2, 0, 2, 4], values: (u, splits) => splits.map(power)}, powers(30, 1, most)],
      series: [{}, ...['agrees', beyond].map(kind => ({stroke: colour(KINDS[kind]), fill: colour(KINDS[kind]), width: 0,
        points: {show: false}, paths: uPlot.paths.bars({size: [0.9, 100], align: 1})}))],
      hooks: {draw: [u => dashes(u, 0, 0.5, 0, most)]},
    }, [x, bars(from => from < 0), bars(from => from >= 0)]);
  }

  /** A point a case; on the dashes both sides are equally far from the oracle. */
  function scatter(parent, points) {
    const sizes = points.flatMap(p => [p.java, p.torch]).filter(size => size > 0);
    const low = 10 ** (Math.floor(Math.log10(Math.min(...sizes))) - 1);
    const high = 10 ** Math.ceil(Math.log10(Math.max(...sizes) * 1.01));
    // What has no error has no logarithm: it stands at the edge.
    const placed = points.map(p => ({...p, java: Math.max(p.java, low), torch: Math.max(p.torch, low)})).sort((a, b) => a.torch - b.torch);
    const scale = {distr: 3, range: [low, high]};
    chart(parent, 'Error against the float64 oracle, a point a case: torch’s across, Java’s up', {
      scales: {x: {...scale, time: false}, y: scale},
      axes: [powers(20, low, high), powers(40, low, high)],
      series: [{}, ...Object.values(KINDS).map(name => ({paths: () => null, stroke: colour(name),
        points: {show: true, size: 5, fill: colour(name), stroke: colour(name)}}))],
      hooks: {draw: [u => dashes(u, low, low, high, high)]},
    }, [placed.map(p => p.torch), ...Object.keys(KINDS).map(kind => placed.map(p => p.kind === kind ? p.java : null))]);
  }

  function clear() {
    drawn.splice(0).forEach(each => each.destroy());
  }

  return {histogram, scatter, clear};
})();
