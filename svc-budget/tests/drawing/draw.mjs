// Reads {option, map, width, height} on each line, writes the SVG ECharts draws of it as JSON.
import * as echarts from "echarts";
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { option, map, width, height } = JSON.parse(line);
  if (map) echarts.registerMap(map.name, map.geometry);
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ animation: false, ...option });
  process.stdout.write(JSON.stringify(chart.renderToSVGString()) + "\n");
  chart.dispose();
}
