import History
import Inspections

/// Holds what a document states today against what is recorded of it. Pure.
struct ReplayComparison: Sendable {
    let lookup: ProviderLookup

    /// One for each thing that would be another; none where the reading stands.
    func differences(_ recorded: RecordedReading, readAgain outcome: Outcome) -> [ReplayDifference] {
        let publication = recorded.publication
        // What its framework was not known for is no report to this day.
        if publication.sha256 == nil, outcome.result == .notAReport { return [] }
        let provider = lookup.provider(of: publication, stating: outcome)
        let (state, reason) = state(of: publication, stating: outcome, provider: provider)
        var pairs = [Pair("state", recorded.state.rawValue, state)]
        // Of a document in doubt nothing else is recorded.
        if state == PublicationState.read.rawValue {
            let isRead = recorded.state == .read
            let before = isRead ? recorded.judgements : []
            pairs += [
                Pair("provider", publication.providerID?.text, provider?.id.text),
                Pair("framework", isRead ? publication.framework : nil, outcome.reportedFramework),
                Pair("inspection", publication.dates.text, outcome.inspection.text),
            ]
            // Of what was recorded before facts were kept none differs.
            if isRead, let facts = recorded.facts, before.isEmpty, outcome.judgements.isEmpty {
                let fact = PriorityAction.fact
                pairs.append(Pair(fact, facts[fact], outcome.facts[fact]))
            }
            var areas = before.map(\.area)
            areas += outcome.judgements.map(\.area).filter { !areas.contains($0) }
            pairs += areas.map { area in
                Pair(
                    area, before.first { $0.area == area }?.grade, outcome.judgements.first { $0.area == area }?.grade)
            }
        }
        return pairs.filter { $0.stored != $0.now }.map { pair in
            ReplayDifference(
                publication: publication, what: pair.what, stored: pair.stored ?? "",
                now: pair.what == "state" ? [state, reason].compactMap(\.self).joined(separator: ": ") : pair.now ?? "")
        }
    }

    private struct Pair {
        let what: String
        let stored: String?
        let now: String?

        init(_ what: String, _ stored: String?, _ now: String?) {
            self.what = what
            self.stored = stored
            self.now = now
        }
    }

    /// What would be recorded, and why where it is not `read`.
    private func state(
        of publication: StoredPublication, stating outcome: Outcome, provider: Provider?
    ) -> (String, reason: String?) {
        switch outcome.result {
        case .graded, .ungraded:
            if provider == nil { return (PublicationState.doubtful.rawValue, "no provider is named") }
            let contradiction = lookup.contradiction(between: publication, and: outcome)
            return ((contradiction == nil ? PublicationState.read : .doubtful).rawValue, contradiction)
        case .doubtful: return (PublicationState.doubtful.rawValue, outcome.doubts.joined(separator: "; "))
        case .notAReport, .unreadable: return (outcome.result.rawValue, outcome.doubts.joined(separator: "; "))
        }
    }
}

extension Outcome {
    /// As it is recorded: where no grade is stated, none.
    fileprivate var reportedFramework: String? { judgements.isEmpty ? nil : framework }
}

extension InspectionDates {
    /// `2024-02-26 to 2024-03-08`, a single day as itself; `nil` where no day is known.
    fileprivate var text: String? {
        guard let start else { return end?.iso }
        return end.map { $0 == start ? start.iso : "\(start.iso) to \($0.iso)" } ?? start.iso
    }
}
