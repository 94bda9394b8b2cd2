import Inspections

/// What letters and colours of a timeline mean: the grades that occur in it, best first within each scale.
struct TimelineLegend {
    private struct Entry: Hashable {
        let letters: String
        let name: String
        let fill: String?
        let ink: String
    }

    private let entries: [Entry]

    private static let column: Double = 215
    private static let line: Double = 28

    init(_ timeline: DrawnTimeline) {
        let bars = timeline.blocks.flatMap { $0.rows.flatMap(\.bars) }.sorted {
            ($0.framework.scale.id, $1.framework.scale.ranks[$1.grade] ?? 0)
                < ($1.framework.scale.id, $0.framework.scale.ranks[$0.grade] ?? 0)
        }
        var entries: [Entry] = []
        for bar in bars {
            let paint = GradePaint(bar.grade, on: bar.framework.scale)
            let entry = Entry(
                letters: paint.letters, name: TimelineDrawing.name(of: bar), fill: paint.fill, ink: paint.ink)
            if !entries.contains(entry) { entries.append(entry) }
        }
        self.entries = entries
    }

    func height(width: Double) -> Double { Double((entries.count - 1) / columns(width) + 1) * TimelineLegend.line }

    func text(x: Double, y: Double, width: Double) -> String {
        entries.enumerated().map { index, entry in
            let left = x + Double(index % columns(width)) * TimelineLegend.column
            let top = y + Double(index / columns(width)) * TimelineLegend.line
            return SVGText.element(
                "rect",
                [
                    "x": left, "y": top, "width": 34.0, "height": 20.0, "fill": entry.fill ?? "#ffffff",
                    "stroke": "#333333", "stroke-width": 0.8, "stroke-dasharray": entry.fill == nil ? "4 3" : "none",
                ])
                + SVGText.words(
                    entry.letters,
                    [
                        "x": left + 17, "y": top + 14.5, "text-anchor": "middle", "fill": entry.ink,
                        "font-weight": "bold",
                    ]
                ) + SVGText.words(entry.name, ["x": left + 42, "y": top + 14.5])
        }.joined()
    }

    private func columns(_ width: Double) -> Int { max(1, Int(width / TimelineLegend.column)) }
}
