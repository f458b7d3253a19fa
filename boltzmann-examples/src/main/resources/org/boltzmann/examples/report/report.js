
(function () {
  "use strict";

  // Tables sort by a heading; what has no value stays last.
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var headings = Array.prototype.slice.call(table.tHead.rows[0].cells);
    headings.forEach(function (heading, column) {
      var button = heading.querySelector("button");
      if (!button) { return; }
      button.addEventListener("click", function () {
        var down = heading.getAttribute("aria-sort") === "ascending";
        headings.forEach(function (other) { other.removeAttribute("aria-sort"); });
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        var rows = Array.prototype.slice.call(body.rows);
        rows.sort(function (a, b) { return compare(a.cells[column], b.cells[column], down ? -1 : 1); });
        rows.forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  function compare(a, b, sign) {
    if (a.dataset.value === undefined) {
      return sign * a.textContent.localeCompare(b.textContent);
    }
    var x = number(a), y = number(b);
    if (isNaN(x) || isNaN(y)) { return (isNaN(x) ? 1 : 0) - (isNaN(y) ? 1 : 0); }
    return sign * (x - y);
  }

  function number(cell) {
    return parseFloat(cell.dataset.value.replace("−", "-").replace(/,/g, ""));
  }

  // Learning curves, drawn anew where light turns to dark or the width changes.
  var colours = ["#3b82f6", "#e4572e", "#17a673", "#a855f7", "#d9a400", "#0ea5b7", "#d6336c", "#7a8b2e", "#8d6e63", "#64748b"];
  var data = JSON.parse(document.getElementById("curves").textContent);
  var drawn = [];

  function style(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function draw() {
    drawn.forEach(function (chart) { chart.destroy(); });
    drawn = [];
    var panels = [];
    data.forEach(function (task) {
      var place = document.querySelector("#" + task.id + " .charts");
      place.textContent = "";
      task.charts.forEach(function (chart) {
        var panel = document.createElement("div");
        panel.className = "chart";
        var title = document.createElement("h4");
        title.textContent = chart.metric + " after each epoch, first seed";
        panel.appendChild(title);
        place.appendChild(panel);
        panels.push([panel, chart]);
      });
    });
    panels.forEach(function (pair) { drawn.push(plot(pair[0], pair[1])); }); // all panels have their widths by now
  }

  function plot(panel, chart) {
    var axis = {stroke: style("--soft"), grid: {stroke: style("--line"), width: 1}, ticks: {stroke: style("--line"), width: 1}};
    return new uPlot({
      hooks: {ready: [function (drawing) { drawing.setLegend({idx: chart.epochs.length - 1}, false); }]},
      width: Math.max(200, panel.clientWidth - 26),
      height: 240,
      scales: {x: {time: false}},
      axes: [Object.assign({}, axis), Object.assign({size: 64}, axis)],
      series: [{label: "epoch"}].concat(chart.lines.map(function (line, i) {
        return {
          label: line.variant,
          stroke: colours[i % colours.length],
          width: 1.5,
          dash: i < colours.length ? undefined : [6, 3],
          spanGaps: true,
          points: {show: chart.epochs.length < 15}
        };
      }))
    }, [chart.epochs].concat(chart.lines.map(function (line) { return line.values; })), panel);
  }

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  var width = window.innerWidth, waiting = 0;
  window.addEventListener("resize", function () {
    if (window.innerWidth === width) { return; }
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });
  document.documentElement.dataset.ready = "true";
})();
