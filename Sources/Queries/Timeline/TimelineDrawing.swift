package import Inspections
import Text

/// Draws a timeline as SVG: no script, nothing from elsewhere, and words for those who cannot see it.
package struct TimelineDrawing {
    let provider: Provider
    let timeline: DrawnTimeline

    package init(provider: Provider, timeline: DrawnTimeline) {
        self.provider = provider
        self.timeline = timeline
    }

    // Pixels.
    private static let margin: Double = 20
    private static let labels: Double = 260
    private static let top: Double = 70
    private static let head: Double = 30
    private static let row: Double = 34
    private static let bar: Double = 24
    private static let gap: Double = 34
    /// A bar of this width has room for its letters.
    private static let leastBar: Double = 34
    /// It is shown as wide as there is room: much wider, and its words would be too small to read.
    private static let plotWidths: ClosedRange<Double> = 760...1100

    /// With a line break at its end.
    package var text: String {
        var y = Self.top
        var body = ""
        for block in timeline.blocks {
            body += draw(block, at: y)
            y += Self.head + Double(block.rows.count) * Self.row + Self.gap
        }
        if !timeline.letters.isEmpty {
            body += label("visits and letters", at: y)
            body += timeline.letters.map { draw($0, at: y) }.joined()
            y += Self.row + Self.gap
        }
        let end = y - Self.gap + 8
        let legend = TimelineLegend(timeline)
        let height = y + legend.height(width: plot + Self.labels) + Self.margin
        let width = Self.labels + plot + 2 * Self.margin
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGText.number(width)) \(SVGText.number(height))" \
            width="100%" role="group" \
            aria-labelledby="\(id)-title \(id)-description" font-family="sans-serif" font-size="13" fill="#111111">
            <title id="\(id)-title">\(MarkupText.escaped(title))</title>
            <desc id="\(id)-description">\(MarkupText.escaped(description))</desc>

            """
                + GradePaint.pattern(id: id)
                + SVGText.element("rect", ["width": "100%", "height": "100%", "fill": "#ffffff"])
                + SVGText.words(title, ["x": Self.margin, "y": 32.0, "font-size": 19.0, "font-weight": "bold"])
                + years(from: Self.top - 14, to: end) + body
                + legend.text(x: Self.margin, y: y, width: plot + Self.labels, id: id) + "</svg>\n"
    }

    /// Two drawings on one page must not take each other's words: `timeline-ofsted-80447`.
    private var id: String {
        "timeline-" + provider.id.text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    }

    private var title: String { "\(provider.name): judgements through time" }

    /// The whole drawing in words.
    private var description: String {
        let bars = timeline.blocks.flatMap { block in block.rows.flatMap { row in row.bars.map { (row.area, $0) } } }
        let letters = timeline.letters.map { " \($0.day.iso): \(Self.name(of: $0))." }.joined()
        if bars.isEmpty { return "No graded inspection is known." + letters }
        let inspections = Dictionary(grouping: bars) { "\($0.1.from.iso), \($0.1.framework.name)" }
        return inspections.sorted { $0.key < $1.key }.map { inspection, bars in
            "\(inspection): " + bars.map { "\($0.0.name) \(Self.name(of: $0.1))" }.joined(separator: ", ") + "."
        }.joined(separator: " ") + letters
    }

    /// `letter: Focused visit, areas for priority action`.
    static func name(of letter: DrawnTimeline.Letter) -> String {
        "letter: \(letter.title)" + (letter.isUrgent ? ", areas for priority action" : "")
    }

    package static func name(of bar: DrawnTimeline.Bar) -> String {
        bar.framework.scale.names[bar.grade] ?? bar.grade.replacing("-", with: " ")
    }

    // MARK: - Time

    /// The year in which it begins is drawn from its first day.
    private var firstDay: Int {
        (CalendarDate(year: timeline.from.year, month: 1, day: 1) ?? timeline.from).daysSinceEpoch
    }

    private var days: Double { Double(max(timeline.until.daysSinceEpoch - firstDay, 30)) }

    /// Wide enough for the letters of the shortest bar, as far as that is readable.
    private var plot: Double {
        let bars = timeline.blocks.flatMap { block in block.rows.flatMap(\.bars) }
        let lengths: [Int] = bars.map { bar in bar.until.daysSinceEpoch - bar.from.daysSinceEpoch }
        let shortest: Int = lengths.filter { $0 > 0 }.min() ?? Int(days)
        let wanted: Double = Self.leastBar / Double(shortest) * days
        return min(max(wanted, Self.plotWidths.lowerBound), Self.plotWidths.upperBound)
    }

    private func x(_ day: CalendarDate) -> Double {
        Self.margin + Self.labels + Double(day.daysSinceEpoch - firstDay) / days * plot
    }

    private func years(from top: Double, to bottom: Double) -> String {
        let ofYear: Double = 365 / days * plot
        let step: Int = [1, 2, 5, 10, 20].first { Double($0) * ofYear >= 44 } ?? 50
        return stride(from: timeline.from.year, through: timeline.until.year, by: step).compactMap {
            CalendarDate(year: $0, month: 1, day: 1)
        }.map { day in
            SVGText.element(
                "line",
                ["x1": x(day), "y1": top + 6, "x2": x(day), "y2": bottom, "stroke": "#dddddd", "stroke-width": 1.0])
                + SVGText.words(String(day.year), ["x": x(day), "y": top, "font-size": 12.0, "fill": "#444444"])
        }.joined()
    }

    // MARK: - Blocks

    private func draw(_ block: DrawnTimeline.Block, at top: Double) -> String {
        let rows = top + Self.head
        let bottom = rows + Double(block.rows.count) * Self.row
        var out = block.eras.map { frame($0, from: top, rows: rows, to: bottom) }.joined()
        for (index, row) in block.rows.enumerated() {
            let y = rows + Double(index) * Self.row
            out += label(row.area.name, at: y)
            out += row.bars.map { draw($0, of: row.area, at: y + (Self.row - Self.bar) / 2) }.joined()
        }
        return out
    }

    /// Closed on the right where another framework has followed, open where it goes on.
    private func frame(_ era: DrawnTimeline.Era, from top: Double, rows: Double, to bottom: Double) -> String {
        let (left, right) = (x(era.from), x(era.until))
        let place = [left, right, rows, bottom].map(SVGText.number)
        let path = "M\(place[1]) \(place[2])H\(place[0])V\(place[3])H\(place[1])" + (era.goesOn ? "" : "Z")
        let room = Int((right - left - 4) / 6.4)
        let names = ["\(era.framework.id): \(era.framework.name)", era.framework.id]
        let name = names.first { $0.count <= room } ?? String(era.framework.id.prefix(max(room, 1)))
        return SVGText.element(
            "path", ["d": path, "fill": "none", "stroke": "#333333", "stroke-width": 1.2],
            title: "\(era.framework.name), \(era.from.iso) to \(era.goesOn ? "this day" : era.until.iso)")
            + SVGText.element(
                "line",
                ["x1": left, "y1": top + 4, "x2": left, "y2": rows, "stroke": "#333333", "stroke-dasharray": "3 3"])
            + SVGText.words(name, ["x": left + 5, "y": rows - 9, "font-size": 12.0, "font-weight": "bold"])
    }

    private func label(_ name: String, at y: Double) -> String {
        let lines = Self.lines(of: name)
        let first = y + Self.row / 2 + (lines.count == 1 ? 4.5 : -2.5)
        return lines.enumerated().map { index, line in
            SVGText.words(
                line,
                ["x": Self.margin + Self.labels - 10, "y": first + Double(index) * 14, "text-anchor": "end"])
        }.joined()
    }

    /// Two of about the same length where the name is too long for one.
    private static func lines(of name: String) -> [String] {
        let middle = name.count / 2
        let spaces = name.enumerated().filter { $0.element == " " }.map(\.offset)
        guard name.count > 34, let cut = spaces.min(by: { abs($0 - middle) < abs($1 - middle) }) else { return [name] }
        return [String(name.prefix(cut)), String(name.dropFirst(cut + 1))]
    }

    private func draw(_ bar: DrawnTimeline.Bar, of area: Area, at y: Double) -> String {
        let paint = GradePaint(bar.grade, on: bar.framework.scale)
        let (left, right) = (x(bar.from), x(bar.until))
        let name = Self.name(of: bar)
        // Half a grade may be another one: where there is no room, its title says it alone.
        let room: Double = (right - left - 10) / 7.8
        let word = [name, paint.letters].first { Double($0.count) <= room } ?? ""
        let drawn =
            SVGText.element(
                "rect",
                [
                    "x": left, "y": y, "width": max(right - left, 2), "height": Self.bar,
                    "fill": paint.filling(id: id), "stroke": "#333333", "stroke-width": 0.8,
                    "stroke-dasharray": paint.fill == nil ? "4 3" : "none",
                ],
                title: "\(area.name): \(name), from \(bar.from.iso) to \(bar.stands ? "this day" : bar.until.iso), "
                    + bar.framework.name)
            + (word.isEmpty
                ? ""
                : SVGText.words(
                    word,
                    [
                        "x": (left + right) / 2, "y": y + Self.bar / 2 + 4.5, "text-anchor": "middle",
                        "fill": paint.ink,
                        "font-weight": "bold", "pointer-events": "none",
                    ]))
        return SVGText.link(bar.url, drawn)
    }

    /// A diamond, with a sign where it is urgent.
    private func draw(_ letter: DrawnTimeline.Letter, at y: Double) -> String {
        let (x, middle) = (x(letter.day), y + Self.row / 2)
        let path = "M\(SVGText.number(x)) \(SVGText.number(middle - 9))l9 9l-9 9l-9 -9Z"
        let drawn = SVGText.element(
            "path",
            ["d": path, "fill": letter.isUrgent ? "#9b1c1c" : "#ffffff", "stroke": "#333333", "stroke-width": 1.2],
            title: "\(letter.day.iso): \(Self.name(of: letter))")
        let sign =
            [
                "x": x, "y": middle + 4.5, "text-anchor": "middle", "fill": "#ffffff", "font-weight": "bold",
                "pointer-events": "none",
            ] as KeyValuePairs<String, Any>
        return SVGText.link(letter.url, drawn + (letter.isUrgent ? SVGText.words("!", sign) : ""))
    }
}

/// Elements of SVG as text.
enum SVGText {
    /// `title`: what a pointer that rests on it, or a screen reader, tells.
    static func element(_ name: String, _ attributes: KeyValuePairs<String, Any>, title: String = "") -> String {
        let inner = title.isEmpty ? "" : "<title>\(MarkupText.escaped(title))</title>"
        return "<\(name)\(text(attributes))" + (inner.isEmpty ? "/>\n" : ">\(inner)</\(name)>\n")
    }

    /// Leads to an address, where there is one.
    static func link(_ url: String?, _ inner: String) -> String {
        url.map { "<a href=\"\(MarkupText.escaped($0))\">\n\(inner)</a>\n" } ?? inner
    }

    static func words(_ words: String, _ attributes: KeyValuePairs<String, Any>) -> String {
        "<text\(text(attributes))>\(MarkupText.escaped(words))</text>\n"
    }

    /// At most one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func text(_ attributes: KeyValuePairs<String, Any>) -> String {
        attributes.map { name, value in
            " \(name)=\"\((value as? Double).map(number) ?? MarkupText.escaped("\(value)"))\""
        }.joined()
    }
}
