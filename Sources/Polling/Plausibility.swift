import History
import Inspections

/// Says what speaks against a document that reads well: it is then in doubt, and never silently taken. Pure.
struct Plausibility: Sendable {
    /// Days after its publication on which an inspection may still begin: listings date some reports a little early.
    static let daysAhead = 31
    /// Days that an inspection may lie before the day that its report prints as that of its publication.
    static let daysBehind = 731

    let today: CalendarDate

    /// `known`: the version that stands under the same address; `neighbours`: first days of the provider's other inspections in the
    /// same line. `nil` where nothing speaks against it.
    func doubt(
        about outcome: Outcome, of publication: StoredPublication, known: Inspections.Statement?,
        neighbours: () -> [CalendarDate]
    ) -> String? {
        let printed = outcome.basis == .report ? outcome.published : nil
        if let doubt = doubt(
            about: outcome.inspection, published: publication.published ?? outcome.published, printed: printed)
        {
            return doubt
        }
        guard let known else { return nil }
        if known.framework != nil, outcome.result == .ungraded {
            return "it states no grade, and was known as a graded report"
        }
        guard let start = outcome.inspection.start, let before = known.dates.start, start < before else { return nil }
        let isFar = before.daysSinceEpoch - start.daysSinceEpoch > Plausibility.daysAhead
        let passed = neighbours().first { start <= $0 && $0 < before }
        if isFar || passed != nil {
            return "it says that the inspection began on \(start.iso), and said \(before.iso) before"
                + (passed.map { ", which passes the inspection of \($0.iso)" } ?? "")
        }
        return nil
    }

    /// `published`: by the listing, or by a row; `printed`: by the document itself.
    func doubt(about dates: InspectionDates, published: CalendarDate?, printed: CalendarDate?) -> String? {
        guard let start = dates.start else { return nil }
        if start.firstDay > today { return "it says that the inspection began on \(start.iso), which is yet to come" }
        if let published, start.daysSinceEpoch - published.daysSinceEpoch > Plausibility.daysAhead {
            return "it says that the inspection began on \(start.iso), long after it was published on \(published.iso)"
        }
        if let printed, printed.daysSinceEpoch - start.daysSinceEpoch > Plausibility.daysBehind {
            return
                "it says that the inspection began on \(start.iso), and prints \(printed.iso) as the day of its publication"
        }
        return nil
    }
}
