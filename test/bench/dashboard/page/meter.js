// Counts the page's own frames, and the tasks that keep it from drawing; begun and read by the benchmark.
globalThis.meter = {
  begin() {
    const began = performance.now()
    const times = []
    const long = []
    let isOn = true
    const frame = (time) => {
      times.push(time)
      if (isOn) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) long.push(duration)
    })
    observer.observe({ type: 'longtask' })
    this.end = () => {
      isOn = false
      for (const { duration } of observer.takeRecords()) long.push(duration)
      observer.disconnect()
      const gaps = times.slice(1).map((time, i) => time - times[i])
      return { seconds: (performance.now() - began) / 1000, frames: times.length, longestFrameMs: Math.max(0, ...gaps), longTasks: long }
    }
  },
}
