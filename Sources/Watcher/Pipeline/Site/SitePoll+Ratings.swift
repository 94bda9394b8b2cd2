import Foundation
import History
import Inspections

extension SitePoll {
    /// Records what pages of providers state in their markup: a second witness of the report that was read before it, and the
    /// only one where that states no grade.
    func record(
        ratingsOf pages: [ProviderPage], _ plan: SitePlan, now: Date
    ) async throws(HistoryError) -> PollReport {
        try await history.write("record ratings of providers' pages") { history in
            let brake = ChangeBrake(feed: plan.feed, alerts: recorder.alerts, raising: recorder.raising)
            var recording = Recording()
            for page in pages {
                guard let ratings = page.ratings else { continue }
                let publication = try publication(stating: ratings, page, seen: now, in: history)
                let outcome = try aligned(ratings.outcome, of: publication, in: history)
                recording.add(
                    try recorder.record(
                        [(publication, .outcome(outcome, validators: nil))], at: now, spread: clock.spread(),
                        holdsChanges: true, in: history))
                var told = page
                told.ratings = nil
                try history.save(told)
            }
            // Changes wait for one another, so that the brake knows how many they are.
            if try plan.ratingsToRecord(in: history).isEmpty {
                recording.alerts += try brake.settle(at: now, in: history)
            }
            return try report(
                plan, result: "ratings of \(pages.count) providers' pages recorded", recording: recording, at: now,
                in: history)
        }
    }

    private func publication(
        stating ratings: PageRatings, _ page: ProviderPage, seen: Date, in history: HistoryTransaction
    ) throws -> StoredPublication {
        let outcome = ratings.outcome
        let identity = [
            page.urn ?? page.path, "ratings", outcome.framework ?? "", outcome.inspection.start?.iso ?? "",
        ].joined(separator: "/")
        if let known = try history.publication(feed: page.feed, identity: identity) { return known }
        return StoredPublication(
            feed: page.feed, identity: identity, fingerprint: outcome.sha256,
            publication: Publication(
                url: page.address, title: "Ratings on the provider's page", providerName: page.name,
                providerURN: page.urn, type: "Ratings on the provider's page"),
            published: page.latest, seen: seen, baseline: ratings.isBaseline)
    }

    /// The page names one day of an inspection; it is that of the known inspection within whose days it falls.
    private func aligned(
        _ outcome: Outcome, of publication: StoredPublication, in history: HistoryTransaction
    ) throws -> Outcome {
        guard let day = outcome.inspection.start,
            let provider = try recorder.provider(of: publication, stating: outcome, in: history)
        else { return outcome }
        let known = try history.inspections(of: provider.id).map(\.inspection).last { inspection in
            guard inspection.framework == outcome.framework, let start = inspection.dates.start else { return false }
            return start <= day && day <= inspection.dates.end ?? start
        }
        var aligned = outcome
        if let known { aligned.inspection = known.dates }
        return aligned
    }
}
