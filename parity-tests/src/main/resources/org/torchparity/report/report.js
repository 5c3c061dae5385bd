'use strict';
(() => {
  const report = JSON.parse(document.getElementById('report').textContent);
  const byId = id => document.getElementById(id);

  /** Verdicts from best to worst; whatever else a report says is a failure. */
  const VERDICTS = [
    {text: 'agrees', css: 'agrees'},
    {text: "agrees within torch's rounding", css: 'rounding', glyph: '≈'},
    {text: 'proves nothing', css: 'vacuous', glyph: '∅'},
  ];
  const FAILURE = {css: 'fail', glyph: '✕'};
  const verdictOf = text => VERDICTS.find(each => each.text === text) || FAILURE;
  const rank = text => (VERDICTS.findIndex(each => each.text === text) + VERDICTS.length + 1) % (VERDICTS.length + 1);
  const number = value => value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === 'nan' ? NaN : value;
  const figure = value => value === 0 ? '0' : Number.isFinite(value) ? value.toExponential(1) : String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
  const count = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

  /** Makes an element; text is never read as HTML. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** Marks the one of a list that is shown. */
  const mark = (element, isShown) => isShown ? element.setAttribute('aria-current', 'true') : element.removeAttribute('aria-current');

  // ---- Data: an entry is a quantity of a case; a case without any has its refusal for one.
  const REFUSAL = 'refusal';
  const SECTIONS = ['output', 'grad_input', 'grad', 'state_after'];
  const MOST_COLUMNS = 11;
  for (const c of report.cases) {
    c.name = c.module.slice(c.module.lastIndexOf('.') + 1);
    c.family = report.families[c.module] || 'other';
    c.sample = c.id.startsWith(c.name + '/') ? c.id.slice(c.name.length + 1) : c.id;
    c.entries = c.quantities.map(q => ({c, q, name: q.name, verdict: q.verdict, share: number(q.share)}));
    if (c.refusal || !c.quantities.length) {
      c.entries.push({c, q: null, name: REFUSAL, verdict: c.verdict, share: rank(c.verdict) > 1 ? Infinity : 0});
    }
  }
  const sectionOf = name => name.slice(0, (name + '.').indexOf('.'));
  const distinct = values => [...new Set(values)];

  /** The columns: what most modules have, and one a section for what is left. */
  function columns() {
    const modules = new Map();
    for (const c of report.cases) {
      for (const e of c.entries) {
        if (!modules.has(e.name)) modules.set(e.name, new Set());
        modules.get(e.name).add(c.module);
      }
    }
    modules.delete(REFUSAL);
    const common = [...modules].sort((a, b) => b[1].size - a[1].size).slice(0, MOST_COLUMNS).map(each => each[0]);
    const named = new Set(common);
    const result = [];
    for (const section of distinct([...SECTIONS, ...[...modules.keys()].map(sectionOf)])) {
      const all = [...modules.keys()].filter(name => sectionOf(name) === section);
      const kept = all.filter(name => named.has(name));
      const rest = all.filter(name => !named.has(name));
      if (section !== 'grad' && section !== 'state_after') kept.sort();
      const column = (label, names) => ({section, label, title: names.length > 1 ? `${label} ${section}` : names[0], names: new Set(names)});
      kept.forEach(name => result.push(column(name.slice(section.length + 1) || name, [name])));
      if (rest.length) result.push(column(rest.length > 1 ? 'others' : rest[0].slice(section.length + 1), rest));
    }
    if (report.cases.some(c => c.entries.some(e => e.name === REFUSAL))) {
      result.push({section: '', label: REFUSAL, title: REFUSAL, names: new Set([REFUSAL])});
    }
    return result;
  }
  const COLUMNS = columns();

  const isWorse = (a, b) => rank(a.verdict) - rank(b.verdict) || a.share - b.share;
  const worstOf = entries => entries.reduce((worst, each) => isWorse(each, worst) > 0 ? each : worst);
  const failing = report.cases.filter(c => verdictOf(c.verdict) === FAILURE || verdictOf(c.verdict).css === 'vacuous')
      .sort((a, b) => rank(b.verdict) - rank(a.verdict));

  // ---- Header, failures, filters.
  function showHeader() {
    const {reference, ...rest} = report.environment;
    const modules = distinct(report.cases.map(c => c.module)).length;
    const of = `${count(report.cases.length, 'case', 'cases')} of ${count(modules, 'module', 'modules')}`;
    const rounding = report.cases.filter(c => verdictOf(c.verdict).css === 'rounding').length;
    byId('headline').append(...(failing.length
        ? [make('b', {class: 'wrong'}, `${count(failing.length, 'case fails', 'cases fail')}`), ` of ${of}`]
        : [make('b', {}, 'Everything agrees'), `: ${of}`]),
        rounding ? `, ${rounding} within torch's rounding` : '', ', against ', reference);
    document.title = `torchparity: ${failing.length ? count(failing.length, 'case fails', 'cases fail') : 'everything agrees'}`;
    for (const [name, value] of Object.entries(rest)) {
      byId('environment').append(make('div', {}, make('dt', {}, name), make('dd', {}, value)));
    }
  }

  function showFailures() {
    const section = byId('failures');
    section.hidden = !failing.length;
    byId('failures-title').textContent = count(failing.length, 'failing case', 'failing cases');
    for (const c of failing) {
      const open = () => openCase(c);
      section.querySelector('ol').append(make('li', {}, make('button', {type: 'button', class: 'mono', onclick: open, 'data-id': c.id},
          (c.message || c.id + ': ' + c.verdict).split('\n')[0])));
    }
    rove(section.querySelector('ol'), 'button');
  }

  const filters = byId('filters');
  const chosen = name => filters.elements[name].value;
  function showFilters() {
    const options = {family: c => c.family, dtype: c => c.dtype, verdict: c => c.verdict};
    for (const [name, of] of Object.entries(options)) {
      const values = distinct(report.cases.map(of));
      if (name === 'verdict') values.sort((a, b) => rank(a) - rank(b));
      filters.elements[name].append(make('option', {value: ''}, 'all'), ...values.map(each => make('option', {}, each)));
    }
    filters.addEventListener('input', showMap);
    filters.addEventListener('submit', event => event.preventDefault());
    filters.addEventListener('reset', () => setTimeout(showMap));
  }
  const accepts = c => (!chosen('family') || c.family === chosen('family'))
      && (!chosen('dtype') || c.dtype === chosen('dtype'))
      && (!chosen('verdict') || c.verdict === chosen('verdict'))
      && c.name.toLowerCase().includes(chosen('module').trim().toLowerCase());

  // ---- The map.
  /** Level 0 is equality, 1 to 9 the decades of the share, from 10⁻⁸ to all that is allowed. */
  const decade = share => Math.max(-8, Math.min(0, Math.ceil(Math.log10(share))));
  const look = (verdict, share) => verdictOf(verdict).css !== 'agrees'
      ? {css: verdictOf(verdict).css, text: verdictOf(verdict).glyph}
      : share === 0 ? {css: 'l0', text: '='} : {css: 'l' + (decade(share) + 9), text: String(decade(share)).replace('-', '−')};

  function showLegend() {
    const key = (css, text, label) => make('span', {}, make('i', {class: css}, text), label);
    byId('legend').append(key('l0', '=', 'equal'),
        make('span', {class: 'scale'}, ...[-8, -7, -6, -5, -4, -3, -2, -1, 0].map(d => make('i', {class: 'l' + (d + 9)}, String(d).replace('-', '−')))),
        key('rounding', '≈', "torch's rounding"), key('vacuous', '∅', 'proves nothing'), key('fail', '✕', 'fails'));
  }

  let opened = null; // {module, column}
  function showMap() {
    const shown = report.cases.filter(accepts);
    const modules = new Map();
    for (const c of shown) {
      if (!modules.has(c.module)) modules.set(c.module, []);
      modules.get(c.module).push(...c.entries);
    }
    const worst = list => Math.max(...list.map(entries => rank(worstOf(entries).verdict)));
    const firstFails = (a, b) => (worst(b) > 1) - (worst(a) > 1);
    const families = new Map();
    for (const entries of modules.values()) {
      const family = entries[0].c.family;
      if (!families.has(family)) families.set(family, []);
      families.get(family).push(entries);
    }
    const body = make('tbody');
    for (const [family, rows] of [...families].sort((a, b) => firstFails(a[1], b[1]))) {
      body.append(make('tr', {class: 'family'}, make('th', {colspan: COLUMNS.length + 1, scope: 'rowgroup'}, family)));
      rows.sort((a, b) => firstFails([a], [b])).forEach(entries => body.append(row(entries)));
    }
    byId('map').replaceChildren(...head(), body);
    const cells = byId('map').querySelectorAll('td:not(.none)');
    if (cells.length) (byId('map').querySelector('[aria-selected=true]') || cells[0]).tabIndex = 0;
    byId('shown').textContent = `${count(modules.size, 'module', 'modules')}, ${count(shown.length, 'case', 'cases')}`;
    if (opened) showDetail();
  }

  /** The sections of quantities, and below them their names. */
  function head() {
    const sections = distinct(COLUMNS.map(column => column.section));
    const width = section => COLUMNS.filter(column => column.section === section).length;
    return [make('colgroup', {}, make('col', {class: 'module'})),
      make('thead', {}, make('tr', {class: 'sections'}, make('td', {rowspan: 2}),
          ...sections.map(section => make('th', {colspan: width(section), scope: 'colgroup'}, section))),
      make('tr', {}, ...COLUMNS.map(column => make('th', {scope: 'col', title: [...column.names].join('\n')}, make('span', {}, column.label)))))];
  }

  function row(entries) {
    const {name, module} = entries[0].c;
    const cells = COLUMNS.map((column, x) => {
      const own = entries.filter(e => column.names.has(e.name));
      if (!own.length) return make('td', {class: 'none'});
      const worst = worstOf(own);
      const {css, text} = look(worst.verdict, worst.share);
      const share = worst.share === 0 ? 'equal' : `worst ${figure(worst.share)} of what is allowed`;
      const label = `${name}, ${column.title}: ${worst.verdict}, ${share}, ${count(own.length, 'case', 'cases')}`;
      const isOpened = opened && opened.module === module && opened.column === column;
      return make('td', {class: css, role: 'gridcell', tabindex: -1, 'aria-label': label, title: label, 'aria-selected': String(Boolean(isOpened)),
        'data-x': x, 'data-module': module, onclick: () => open(module, column)}, text);
    });
    return make('tr', {}, make('th', {scope: 'row', title: module}, name), ...cells);
  }

  const cellOf = (module, column) => [...byId('map').querySelectorAll('td[data-module]')]
      .find(td => td.dataset.module === module && COLUMNS[td.dataset.x] === column);

  /** Arrow keys over the cells; a move that meets an empty place goes on to the next one. */
  byId('map').addEventListener('keydown', event => {
    const cell = event.target.closest('td');
    if (!cell) return;
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    const rows = [...byId('map').querySelectorAll('tbody tr:not(.family)')];
    if (event.key === 'Enter' || event.key === ' ') cell.click();
    else if (event.key === 'Home') focusCell(rows[0].querySelector('td:not(.none)'));
    else if (event.key === 'End') focusCell(rows[rows.length - 1].querySelector('td:not(.none)'));
    else if (step) {
      let y = rows.indexOf(cell.parentElement) + step[1];
      let x = [...cell.parentElement.cells].indexOf(cell) + step[0];
      while (rows[y] && x > 0 && rows[y].cells[x] && rows[y].cells[x].classList.contains('none')) {
        x += step[0];
        y += step[1];
      }
      if (rows[y] && x > 0 && rows[y].cells[x]) focusCell(rows[y].cells[x]);
    } else return;
    event.preventDefault();
  });
  function focusCell(cell) {
    byId('map').querySelectorAll('[tabindex="0"]').forEach(each => { each.tabIndex = -1; });
    cell.tabIndex = 0;
    cell.focus();
  }

  /** One stop of the Tab key for a list; up and down move within it. */
  function rove(list, selector) {
    const items = [...list.querySelectorAll(selector)];
    items.forEach((each, i) => { each.tabIndex = i === 0 ? 0 : -1; });
    list.addEventListener('keydown', event => {
      const to = items[items.indexOf(event.target) + ({ArrowDown: 1, ArrowUp: -1}[event.key] || NaN)];
      if (!to) return;
      items.forEach(each => { each.tabIndex = -1; });
      to.tabIndex = 0;
      to.focus();
      event.preventDefault();
    });
  }

  // ---- The detail of a cell.
  let selected = null;
  function open(module, column, entry = null) {
    opened = {module, column};
    selected = entry;
    byId('map').querySelectorAll('[aria-selected=true]').forEach(each => each.setAttribute('aria-selected', 'false'));
    const cell = cellOf(module, column);
    if (cell) cell.setAttribute('aria-selected', 'true');
    showDetail();
  }
  function openCase(c) {
    if (!accepts(c)) filters.reset();
    const entry = worstOf(c.entries);
    open(c.module, COLUMNS.find(column => column.names.has(entry.name)), entry);
    byId('failures').querySelectorAll('button').forEach(each => mark(each, each.dataset.id === c.id));
  }

  function showDetail() {
    charts.clear();
    const {module, column} = opened;
    const entries = report.cases.filter(c => c.module === module && accepts(c))
        .flatMap(c => c.entries.filter(e => column.names.has(e.name))).sort((a, b) => isWorse(b, a));
    const detail = byId('detail');
    detail.replaceChildren(make('h2', {}, `${module.slice(module.lastIndexOf('.') + 1)} · ${column.title}`));
    if (!entries.length) {
      detail.append(make('p', {class: 'muted'}, 'The filter leaves no case of it.'));
      return;
    }
    if (!entries.includes(selected)) selected = entries[0];
    const verdicts = distinct(entries.map(e => e.verdict));
    detail.append(make('p', {}, ...verdicts.flatMap(verdict => [make('span', {class: 'tag ' + verdictOf(verdict).css},
        `${entries.filter(e => e.verdict === verdict).length} × ${verdict}`), ' '])));
    const figures = make('div', {class: 'charts'});
    const list = samples(entries, column.names.size > 1);
    const cases = [make('h3', {}, count(entries.length, 'case, ', 'cases, ') + 'the worst first'), list, make('div', {id: 'case'})];
    detail.append(...(rank(entries[0].verdict) > 1 ? [...cases, figures] : [figures, ...cases]));
    showHistogram(figures, entries);
    showScatter(figures, entries);
    const row = list.querySelector('[aria-current]');
    list.scrollTop = row.offsetTop - row.offsetHeight * 2;
    showCase();
  }

  function table(head, rows) {
    return make('table', {class: 'figures'}, make('thead', {}, make('tr', {}, ...head.map(each => make('th', {scope: 'col'}, each)))),
        make('tbody', {}, ...rows));
  }

  function samples(entries, named) {
    const rows = entries.map(e => {
      const choose = () => {
        selected = e;
        rows.forEach((each, i) => mark(each, entries[i] === e));
        showCase();
      };
      const verdict = verdictOf(e.verdict);
      return make('tr', {'aria-current': e === selected ? 'true' : null},
          make('td', {}, make('button', {type: 'button', class: 'mono', onclick: choose}, e.c.sample + (named ? ` ${e.name}` : ''))),
          make('td', {class: rank(e.verdict) > 1 ? 'bad' : null, title: e.verdict}, (verdict.glyph ? verdict.glyph + ' ' : '') + figure(e.share)),
          make('td', {}, e.q ? figure(number(e.q.max_abs)) : ''),
          make('td', {}, e.q ? (n => n < 1e6 ? String(n) : figure(n))(number(e.q.max_ulp)) : ''));
    });
    const list = make('div', {class: 'scroll'}, table(['sample / mode / dtype / seed', 'of allowed', 'absolute', 'ULP'], rows));
    rove(list, 'button');
    return list;
  }

  /** The selected case: what its message says, its worst elements, how to run it again. */
  function showCase() {
    const {c, q} = selected;
    const parts = [make('h3', {}, `${c.name}(${c.args})`)];
    if (c.message) parts.push(make('pre', {}, c.message));
    else if (c.refusal) parts.push(make('p', {}, c.refusal));
    if (q && q.worst) {
      const rows = q.worst.map(e => {
        const [java, torch] = [number(e.java), number(e.torch)];
        const share = Math.abs(java - torch) / (q.atol + q.rtol * Math.abs(torch));
        return make('tr', {}, make('td', {class: 'mono'}, `(${e.at.join(', ')}${e.at.length === 1 ? ',' : ''})`),
            ...[e.java, e.torch].map(value => make('td', {class: 'mono'}, String(value))),
            make('td', {class: 'mono', title: e.oracle ?? null}, typeof e.oracle === 'number' ? String(+e.oracle.toPrecision(12)) : e.oracle ?? '–'),
            make('td', share > 1 ? {class: 'bad'} : {}, figure(share)));
      });
      const differ = q.histogram.counts.reduce((a, b) => a + b, 0);
      parts.push(make('h3', {}, `Worst elements of ${q.name}: ${differ.toLocaleString('en')} of ${q.elements.toLocaleString('en')} differ, ${q.mismatched.toLocaleString('en')} beyond the tolerance`),
          table(['index', 'Java', 'torch', 'oracle', 'of allowed'], rows));
    } else if (q && q.share === 0) {
      parts.push(make('p', {}, `All ${count(q.elements, 'element', 'elements')} of ${q.name} are equal.`));
    }
    const command = make('code', {}, c.rerun);
    const copy = make('button', {type: 'button', onclick: () => {
      getSelection().selectAllChildren(command);
      const done = () => { copy.textContent = 'Copied'; };
      if (navigator.clipboard) navigator.clipboard.writeText(c.rerun).then(done, () => {});
    }}, 'Copy');
    parts.push(make('h3', {}, 'Run this case again'), make('div', {class: 'command'}, command, copy));
    byId('case').replaceChildren(...parts);
  }

  // ---- What the charts show.
  function showHistogram(parent, entries) {
    const counts = new Map();
    for (const e of entries.filter(each => each.q && each.q.histogram)) {
      e.q.histogram.counts.forEach((n, i) => {
        const from = e.q.histogram.from + i / 2;
        counts.set(from, (counts.get(from) || 0) + n);
      });
    }
    if (counts.size) charts.histogram(parent, counts, rank(entries[0].verdict) > 1 ? 'fail' : 'rounding');
  }

  function showScatter(parent, entries) {
    const points = entries.filter(e => e.q && e.q.error_java !== null && e.q.error_torch !== null)
        .map(e => ({kind: verdictOf(e.verdict).css, java: number(e.q.error_java), torch: number(e.q.error_torch)}))
        .filter(p => Number.isFinite(p.java) && Number.isFinite(p.torch));
    if (points.some(p => p.java > 0 || p.torch > 0)) charts.scatter(parent, points);
  }

  // ---- Keys of the page, and the first sight.
  document.addEventListener('keydown', event => {
    if (event.key === '/' && event.target !== filters.elements.module) {
      filters.elements.module.focus();
      event.preventDefault();
    } else if (event.key === 'Escape' && opened) {
      const cell = cellOf(opened.module, opened.column);
      if (cell) focusCell(cell);
    }
  });
  for (const media of ['(prefers-color-scheme: dark)', 'print']) {
    matchMedia(media).addEventListener('change', () => opened && showDetail());
  }

  showHeader();
  showFailures();
  showFilters();
  showLegend();
  showMap();
  if (report.cases.length) openCase(failing[0] || worstOf(report.cases.flatMap(c => c.entries)).c);
})();
