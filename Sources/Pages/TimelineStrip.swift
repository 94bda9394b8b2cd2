import Inspections
import Queries

/// Grades through time that fit any width: each area is a strip whose bars lie at shares of it. The tables beside it
/// say the same.
struct TimelineStrip {
    let drawn: DrawnTimeline

    func html(_ frame: Frame) -> Hypertext {
        let blocks = drawn.blocks.map { block -> Hypertext in
            let name = block.eras.map { Names.capital($0.framework.name) }.joined(separator: " → ")
            let rows = block.rows.map { row($0, frame) }
            return """
                <div class="strip-block"><p class="strip-name">\(name)</p>
                \(rows.joined("\n"))
                </div>
                """
        }
        return "<div class=\"timeline\">\(axis)\n\(blocks.joined("\n"))\(letters(frame))</div>"
    }

    /// A dot for each visit and letter; the list of letters beside it says the same.
    private func letters(_ frame: Frame) -> Hypertext {
        if drawn.letters.isEmpty { return "" }
        let dots = drawn.letters.map { letter -> Hypertext in
            "<circle cx=\"\(Self.percent(place(letter.day)))\" cy=\"50%\" r=\"6\"\(letter.isUrgent ? " class=\"urgent\"" : "")/>"
        }
        let said = drawn.letters.map {
            "\(frame.words.month($0.day)): \($0.title)"
                + ($0.isUrgent ? " (\(frame.words[.priorityAction].lowercased()))" : "")
        }.joined(separator: "; ")
        let name = frame.words[.letters]
        return """
            <div class="strip-block"><div class="strip-row"><p class="strip-label">\(name)</p>
            <svg class="bars dots" role="img" aria-label="\(name): \(said)">\(dots.joined())</svg></div></div>
            """
    }

    /// The year in which it begins is drawn from its first day.
    private var first: Int {
        (CalendarDate(year: drawn.from.year, month: 1, day: 1) ?? drawn.from).daysSinceEpoch
    }

    private var days: Double { Double(max(drawn.until.daysSinceEpoch - first, 30)) }

    /// In hundredths of a percent, so that equal timelines are equal bytes.
    private func place(_ day: CalendarDate) -> Int {
        Int(Double(max(day.daysSinceEpoch - first, 0)) / days * 10_000)
    }

    private static func percent(_ place: Int) -> String {
        let rest = place % 100
        return "\(place / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }

    private var axis: Hypertext {
        let years = drawn.until.year - drawn.from.year
        let step = [1, 2, 5, 10, 20].first { years / $0 <= 7 } ?? 50
        let marks = stride(from: drawn.from.year, through: drawn.until.year, by: step).compactMap {
            year -> Hypertext? in
            guard let day = CalendarDate(year: year, month: 1, day: 1) else { return nil }
            let place = place(day)
            // One that would be cut off at the end is left out.
            if place > 9_400 { return nil }
            return
                "<line x1=\"\(Self.percent(place))\" x2=\"\(Self.percent(place))\" y1=\"0\" y2=\"100%\"/><text x=\"\(Self.percent(place))\" dx=\"4\" y=\"13\">\(String(year))</text>"
        }
        return "<svg class=\"axis\" aria-hidden=\"true\" focusable=\"false\">\(marks.joined())</svg>"
    }

    private func row(_ row: DrawnTimeline.Row, _ frame: Frame) -> Hypertext {
        let bars = row.bars.map { bar -> Hypertext in
            let (from, until) = (place(bar.from), place(bar.until))
            let width = max(until - from, 60)
            let name = Names.capital(TimelineDrawing.name(of: bar))
            let paint = GradePaint(bar.grade, on: bar.framework.scale)
            // Letters always fit; the whole word only where there is room for it.
            let word: Hypertext =
                width > 420
                ? (name.count * 135 < width
                    ? "<text class=\"wide\" x=\"50%\" y=\"50%\" dy=\"0.35em\">\(name)</text><text class=\"slim\" x=\"50%\" y=\"50%\" dy=\"0.35em\">\(paint.letters)</text>"
                    : "<text x=\"50%\" y=\"50%\" dy=\"0.35em\">\(paint.letters)</text>") : ""
            return
                "<svg x=\"\(Self.percent(from))\" width=\"\(Self.percent(width))\" height=\"100%\" class=\"\(paint.style)\"><rect width=\"100%\" height=\"100%\"/>\(word)</svg>"
        }
        let said = row.bars.map { bar in
            "\(TimelineDrawing.name(of: bar)), \(frame.words.month(bar.from)) – "
                + (bar.stands ? frame.words[.now].lowercased() : frame.words.month(bar.until))
        }.joined(separator: "; ")
        let area = Names.capital(row.area.name)
        return """
            <div class="strip-row"><p class="strip-label">\(area)</p>
            <svg class="bars" role="img" aria-label="\(area): \(said)">\(bars.joined())</svg></div>
            """
    }
}
