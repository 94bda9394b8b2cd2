import Configuration
import Foundation
import History
import Inspections
import Reports

/// The report card on a provider's page beside the one in the report: where they differ, nobody can tell which is
/// right.
struct PageWitness {
    /// What the page states, of its inspection.
    let card: Outcome

    static let source = "the provider's page"

    /// Days that two of one inspection lie apart at most.
    private static let slack = 31

    /// The areas that both state otherwise; none where they are of different inspections.
    func contradictions(of judgements: [Judgement], framework: String?, on start: CalendarDate?) -> [Witness] {
        guard let framework, framework == card.framework, let start, let day = card.inspection.start,
            abs(start.daysSinceEpoch - day.daysSinceEpoch) <= PageWitness.slack
        else { return [] }
        return judgements.compactMap { judgement in
            guard let other = card.judgements.first(where: { $0.area == judgement.area }),
                other.grade != judgement.grade
            else { return nil }
            return Witness(
                area: other.area, grade: other.grade, printed: other.printed, page: nil, source: PageWitness.source,
                evidence: other.evidence)
        }
    }

    /// A report that the page contradicts is in doubt.
    func weighed(_ outcome: Outcome) -> Outcome {
        guard outcome.result == .graded else { return outcome }
        let against = contradictions(
            of: outcome.judgements, framework: outcome.framework, on: outcome.inspection.start)
        if against.isEmpty { return outcome }
        var doubted = outcome
        doubted.result = .doubtful
        for witness in against {
            guard let stated = outcome.judgements.first(where: { $0.area == witness.area }) else { continue }
            doubted.judgements.removeAll { $0.area == witness.area }
            doubted.doubts.append(PageWitness.words(stated, witness))
            doubted.witnesses += [
                Witness(
                    area: stated.area, grade: stated.grade, printed: stated.printed, page: stated.page,
                    source: "the report", evidence: stated.evidence), witness,
            ]
        }
        return doubted
    }

    static func words(_ stated: Judgement, _ witness: Witness) -> String {
        "\(stated.area): the report says \(stated.printed.lowercased()), \(source) says \(witness.printed.lowercased())"
    }
}

extension Poll {
    /// Readings of report cards, weighed against what their providers' pages showed when they were last read.
    func witnessed(
        _ readings: [(StoredPublication, DocumentReading)], of feed: FeedConfiguration
    ) async throws(HistoryError) -> [(StoredPublication, DocumentReading)] {
        var weighed = readings
        for index in weighed.indices {
            guard case .outcome(let outcome, let validators) = weighed[index].1, let framework = outcome.framework,
                documents.reports.isOfCards(framework), let urn = weighed[index].0.providerURN
            else { continue }
            let digest = try await history.read("look up a provider's page") {
                try $0.pageDigest(feed: feed.name, urn: urn)
            }
            guard let digest, let page = await documents.store?.document(digest),
                let card = documents.reports.card(onPage: page)
            else { continue }
            weighed[index].1 = .outcome(PageWitness(card: card).weighed(outcome), validators: validators)
        }
        return weighed
    }
}

extension PollTransaction {
    /// What follows from a card on a provider's page that was not there when it was last read: reports in doubt are
    /// read again, and operators hear where it contradicts a report that is trusted, which stands.
    func note(_ card: Outcome, on page: ProviderPage) throws -> [StoredAlert] {
        guard let urn = page.urn else { return [] }
        var told: [StoredAlert] = []
        for known in try history.publications(feed: page.feed, identityPrefix: urn + "/") {
            if known.state == .doubtful, known.documentURL != nil {
                try recorder.postpone(known, until: now, in: history)
            }
            guard known.state == .read, let row = known.row else { continue }
            let statements = try history.statements(ofPublication: row, sources: recorder.sources)
            guard let statement = statements.last(where: { $0.trust == .trusted && $0.basis == .report }) else {
                continue
            }
            let against = PageWitness(card: card).contradictions(
                of: statement.judgements, framework: statement.framework, on: statement.dates.start)
            let words = against.compactMap { witness in
                statement.judgements.first { $0.area == witness.area }.map { PageWitness.words($0, witness) }
            }
            if words.isEmpty { continue }
            told += try raise([
                recorder.alerts.operatorAlert(
                    .operatorExtractionDoubtful, feed: page.feed, key: "card|\(row)|\(words.joined(separator: "|"))",
                    summary:
                        "\(page.name): \(words.joined(separator: "; ")) (\(page.address)); what the report says stands",
                    time: now)
            ])
        }
        return told
    }
}
