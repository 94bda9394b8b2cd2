/// What an alert says of one area, in words.
package struct JudgementLine: Sendable, Hashable {
    package let area: String
    package let mark: ReaderMark
    /// The grade that the report states; `nil` for none.
    package let grade: String?
    /// The grade that stood there, or that the other source or the earlier alert gave; `nil` for none.
    package let before: String?
    /// `declined from good (2019) to inadequate`.
    package let words: String
    /// `printed "Inadequate", page 1`; `nil` where nothing is printed.
    package let printed: String?
    /// Address of the report that the grade before stands in.
    package let reportBefore: String?
    /// `2019`.
    package let yearBefore: String?

    /// `overall effectiveness: declined from good (2019) to inadequate`.
    package var sentence: String { "\(area): \(words)" }

    /// The sentence with the words that are printed.
    package var sentenceWithEvidence: String { sentence + (printed.map { "; \($0)" } ?? "") }

    package init(_ judgement: AlertContent.Judgement, kind: String, framework: String?, names: ReaderNames) {
        area = names.area(judgement.area, of: framework)
        grade = judgement.to.map { names.grade($0, of: framework) }
        let from = judgement.from.map { names.grade($0, of: framework) }
        let year = judgement.previous?.start.map { String($0.prefix(4)) }
        reportBefore = judgement.previous?.url
        yearBefore = year
        printed = judgement.printed.map { words in
            "printed \"\(words)\"" + (judgement.page.map { ", page \($0)" } ?? "")
        }
        let states = JudgementLine.words(
            judgement, from: from, to: grade, year: year.map { " (\($0))" } ?? "", in: year.map { " in \($0)" } ?? "")
        if kind == AlertKind.sourcesDisagree.rawValue {
            mark = .disputed
            before = from
            words = "\(from ?? "no grade") by one source, \(grade ?? "no grade") by the other"
        } else if let was = judgement.was.map({ names.grade($0, of: framework) }) {
            mark = .corrected
            before = was
            let compared = judgement.from == nil || judgement.to == nil ? "" : "; \(states)"
            words = "\(grade ?? "no grade"), not \(was) as told\(compared)"
        } else {
            mark = JudgementLine.mark(judgement)
            before = from
            words = states
        }
    }

    private static let notJudged = "not-judged"

    private static func mark(_ judgement: AlertContent.Judgement) -> ReaderMark {
        let mark = ReaderMark(direction: judgement.direction)
        return mark == .notComparable && judgement.to == notJudged ? .notJudged : mark
    }

    /// `year`: of the report before, ` (2019)`; `when`: the same as ` in 2019`.
    private static func words(
        _ judgement: AlertContent.Judgement, from: String?, to: String?, year: String, in when: String
    ) -> String {
        let stated = to ?? "no grade"
        let before = from.map { "was \($0)" + year.replacing(" (", with: ", ").replacing(")", with: "") }
        switch mark(judgement) {
        case .improved, .declined:
            return "\(judgement.direction ?? "") from \(from ?? "no grade")\(year) to \(stated)"
        case .unchanged: return "\(stated), as before\(year)"
        case .first: return "\(stated), the first grade known"
        case .noLongerGraded: return "not graded this time" + (before.map { " (\($0))" } ?? "")
        case .notJudged: return "not judged this time" + (before.map { " (\($0))" } ?? "")
        case .notComparable:
            guard let from, let before else { return "\(stated), with nothing to compare it with" }
            if judgement.from == notJudged { return "\(stated), not judged before\(year)" }
            return judgement.from == judgement.to
                ? "\(stated), which does not compare with \(from)\(when)"
                : "\(stated) (\(before), which does not compare)"
        default: return stated
        }
    }
}
