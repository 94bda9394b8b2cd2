import History
import Inspections
import Queries

/// A small picture to embed: the grade of the chief area and the month since which it stands.
struct Badge {
    let provider: Provider
    let standing: StandingGrade?

    func svg(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let left = standing.map { Names.capital(frame.names.area($0.area, $0.framework)) } ?? provider.name
        let right =
            standing.map { "\(Names.capital(frame.names.grade($0.grade, $0.framework))), \(words.month($0.day))" }
            ?? words[.noGrade]
        let paint = standing.flatMap { grade in
            frame.names.frameworks[grade.framework].map { GradePaint(grade.grade, on: $0.scale) }
        }
        let (first, second) = (Badge.width(left), Badge.width(right))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(first + second)" height="24" role="img" aria-label="\(provider.name): \(left): \(right)" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <title>\(provider.name): \(left): \(right)</title>
            <rect width="\(first)" height="24" fill="#2b2b2b"/>
            <rect x="\(first)" width="\(second)" height="24" fill="\(paint?.fill ?? "#ffffff")" stroke="#2b2b2b" stroke-width="1"/>
            <text x="\(first / 2)" y="16" text-anchor="middle" fill="#ffffff">\(left)</text>
            <text x="\(first + second / 2)" y="16" text-anchor="middle" fill="\(paint?.ink ?? "#222222")">\(right)</text>
            </svg>

            """
    }

    /// Pixels that the words take, with room at both ends.
    private static func width(_ text: String) -> Int { text.count * 7 + 16 }
}
