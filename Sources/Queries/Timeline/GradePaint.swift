import Inspections

/// How a grade is drawn: a colour from blue (best) to orange (worst), which eyes that confuse red and green tell apart, and letters,
/// so that the colour is never the only sign.
struct GradePaint {
    /// `#005a9c`; `nil` for what has no rank.
    let fill: String?
    /// Of the letters on it.
    let ink: String
    /// `RI` for requires-improvement.
    let letters: String

    /// From the worst to the best.
    private static let stops: [(red: Double, green: Double, blue: Double)] = [
        (178, 66, 0), (244, 176, 92), (236, 236, 232), (130, 190, 232), (0, 84, 150),
    ]

    init(_ grade: String, on scale: Scale) {
        letters = grade.split(separator: "-").compactMap(\.first).map(String.init).joined().uppercased()
        let ranks = Set(scale.ranks.values).sorted()
        guard let rank = scale.ranks[grade], let place = ranks.firstIndex(of: rank) else {
            fill = nil
            ink = "#222222"
            return
        }
        let share = ranks.count > 1 ? Double(place) / Double(ranks.count - 1) : 1
        let position = share * Double(GradePaint.stops.count - 1)
        let lower = min(Int(position), GradePaint.stops.count - 2)
        let part = position - Double(lower)
        let (a, b) = (GradePaint.stops[lower], GradePaint.stops[lower + 1])
        let colour = [(a.red, b.red), (a.green, b.green), (a.blue, b.blue)].map { Int($0 + ($1 - $0) * part) }
        fill = "#" + colour.map { String($0 + 256, radix: 16).suffix(2) }.joined()
        // Relative brightness as eyes weigh it.
        let brightness = 0.299 * Double(colour[0]) + 0.587 * Double(colour[1]) + 0.114 * Double(colour[2])
        ink = brightness > 140 ? "#111111" : "#ffffff"
    }
}
