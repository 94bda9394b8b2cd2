package import Inspections

/// What letters and colours of a timeline mean: the grades that occur in it, best first within each scale.
struct TimelineLegend {
    private struct Entry: Hashable {
        let letters: String
        let name: String
        let paint: GradePaint
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
            let entry = Entry(letters: paint.letters, name: TimelineDrawing.name(of: bar), paint: paint)
            if !entries.contains(entry) { entries.append(entry) }
        }
        self.entries = entries
    }

    func height(width: Double) -> Double { Double((entries.count - 1) / columns(width) + 1) * TimelineLegend.line }

    /// `id`: the drawing's.
    func text(x: Double, y: Double, width: Double, id: String) -> String {
        entries.enumerated().map { index, entry in
            let left = x + Double(index % columns(width)) * TimelineLegend.column
            let top = y + Double(index / columns(width)) * TimelineLegend.line
            return SVGText.element(
                "rect",
                [
                    "x": left, "y": top, "width": 34.0, "height": 20.0, "fill": entry.paint.filling(id: id),
                    "stroke": "#333333", "stroke-width": 0.8,
                    "stroke-dasharray": entry.paint.fill == nil ? "4 3" : "none",
                ])
                + SVGText.words(
                    entry.letters,
                    [
                        "x": left + 17, "y": top + 14.5, "text-anchor": "middle", "fill": entry.paint.ink,
                        "font-weight": "bold",
                    ]
                ) + SVGText.words(entry.name, ["x": left + 42, "y": top + 14.5])
        }.joined()
    }

    private func columns(_ width: Double) -> Int { max(1, Int(width / TimelineLegend.column)) }
}

/// How a grade is drawn: a colour from blue (best) to orange (worst), which eyes that confuse red and green tell apart,
/// and letters, so that the colour is never the only sign.
package struct GradePaint: Hashable, Sendable {
    /// `#005a9c`; `nil` for what has no rank.
    package let fill: String?
    /// Of the letters on it.
    package let ink: String
    /// `RI` for requires-improvement.
    package let letters: String
    /// From 0, the worst of its scale, to `steps`, the best; `nil` for what has no rank.
    package let step: Int?

    /// True for adequate and satisfactory, which stood where requires improvement stands now and do not compare with
    /// it: they are hatched, so that nobody takes one for the other.
    package let isFormer: Bool

    /// The class that pages give it: `q8`, `qf` for a former grade, `qn` for what has no rank.
    package var style: String { isFormer ? "qf" : step.map { "q\($0)" } ?? "qn" }

    /// Into so many steps every scale is laid.
    package static let steps = 12

    private static let former: Set<String> = ["adequate", "satisfactory"]
    private static let formerFill = "#e6dca0"

    /// From the worst to the best.
    private static let stops: [(red: Double, green: Double, blue: Double)] = [
        (178, 66, 0), (244, 176, 92), (236, 236, 232), (130, 190, 232), (0, 84, 150),
    ]

    package init(_ grade: String, on scale: Scale) {
        isFormer = GradePaint.former.contains(grade)
        letters = grade.split(separator: "-").compactMap(\.first).map(String.init).joined().uppercased()
        let ranks = Set(scale.ranks.values).sorted()
        guard let rank = scale.ranks[grade], let place = ranks.firstIndex(of: rank) else {
            step = nil
            fill = nil
            ink = "#222222"
            return
        }
        let share = ranks.count > 1 ? Double(place) / Double(ranks.count - 1) : 1
        step = Int((share * Double(GradePaint.steps)).rounded())
        (fill, ink) = isFormer ? (GradePaint.formerFill, "#111111") : GradePaint.colours(share: share)
    }

    /// What an SVG fills it with; `id`: of the drawing whose `pattern` there is.
    func filling(id: String) -> String { isFormer ? "url(#\(id)-former)" : fill ?? "#ffffff" }

    /// The hatching, for one drawing.
    static func pattern(id: String) -> String {
        """
        <defs><pattern id="\(id)-former" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect width="8" height="8" fill="\(formerFill)"/><line x1="0" y1="0" x2="0" y2="8" stroke="#b3a55a" stroke-width="3"/>\
        </pattern></defs>

        """
    }

    /// `share`: from 0, the worst, to 1.
    package static func colours(share: Double) -> (fill: String, ink: String) {
        let position = share * Double(GradePaint.stops.count - 1)
        let lower = min(Int(position), GradePaint.stops.count - 2)
        let part = position - Double(lower)
        let (a, b) = (GradePaint.stops[lower], GradePaint.stops[lower + 1])
        let colour = [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)].map { Int($0 + ($1 - $0) * part) }
        let fill = "#" + colour.map { String($0 + 256, radix: 16).suffix(2) }.joined()
        // Relative brightness as eyes weigh it.
        let brightness = 0.299 * Double(colour[0]) + 0.587 * Double(colour[1]) + 0.114 * Double(colour[2])
        return (fill, brightness > 140 ? "#111111" : "#ffffff")
    }
}
