import Foundation
import History
import Inspections

/// An alert as readers were given it, out of its own body, which never changes.
struct Story: Sendable {
    let alert: StoredAlert
    /// `nil` where the body is none that this program writes: it is told by its summary alone.
    private let data: AlertContent.Facts?
    /// Where the whole of it points.
    let mark: ReaderMark
    /// The number of the alert that took it back; `nil` where it holds, as far as is known.
    let takenBack: Int?

    init(_ alert: StoredAlert, takenBack: Int? = nil) {
        self.alert = alert
        self.takenBack = takenBack
        let content = try? AlertContent(body: alert.body)
        data = content?.data
        mark = content.map { ReaderMark($0) } ?? .none
    }

    /// `nil` in one on a whole list.
    var provider: AlertContent.Named? { data?.provider }
    var inspection: AlertContent.Inspection? { data?.inspection }
    var publication: AlertContent.Report? { data?.publication }
    var judgements: [AlertContent.Judgement] { data?.judgements ?? [] }
    var portfolio: AlertContent.Rule? { data?.portfolio }
    var members: [AlertContent.Member] { data?.providers ?? [] }
    var facts: [String: String] { data?.facts ?? [:] }
    var basis: String? { data?.basis }
    var isLate: Bool { data?.late ?? false }
    var follows: String? { data?.follows }
    var voids: [String] { data?.voids ?? [] }
    var because: String? { data?.because }
    var movedTo: String? { data?.movedTo }
    var consequences: [AlertContent.Consequence] { data?.consequences ?? [] }

    /// The day that readers know it by: of the publication, else of the alert.
    var day: CalendarDate? {
        publication?.published.flatMap(CalendarDate.init(dayOrMonth:)) ?? CalendarDate(london: alert.time)
    }

    /// Areas that moved.
    var moved: [AlertContent.Judgement] {
        judgements.filter { [.improved, .declined].contains(ReaderMark(direction: $0.direction)) }
    }

    /// What moved first, else what has a grade.
    var chief: AlertContent.Judgement? {
        moved.first ?? judgements.first { $0.to != nil } ?? judgements.first
    }
}

/// The words for areas and grades, of the frameworks' own data.
struct Names: Sendable {
    let frameworks: FrameworkCatalogue
    private let words: ReaderNames

    init(frameworks: FrameworkCatalogue) {
        self.frameworks = frameworks
        words = ReaderNames(frameworks)
    }

    func framework(_ id: String?) -> String { id.map(words.framework) ?? "" }

    func area(_ id: String, _ framework: String?) -> String { words.area(id, of: framework) }

    func grade(_ id: String, _ framework: String?) -> String { words.grade(id, of: framework) }

    /// The one that stands for the whole: the overall one, else the first that is reported.
    func chief(of framework: String) -> Area? {
        let areas = frameworks[framework]?.areas ?? []
        return areas.first { $0.id.hasPrefix("overall") } ?? areas.first
    }

    /// What a fact of a letter is called.
    static func fact(_ id: String) -> String {
        capital(id.replacing("-", with: " ").replacing("_", with: " "))
    }

    /// The first letter as a heading has it.
    static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
