import Configuration
import Foundation
import History
import Inspections
import Text

/// Whether a walk over a listing has seen all of it. Pure.
enum ListingVerdict: Hashable, Sendable {
    case whole
    /// Fewer rows than the listing itself counts.
    case short(rows: Int, total: Int)
    /// Fewer providers than the last whole walk saw, by more than closures explain.
    case shrunk(providers: Int, before: Int)

    /// `rows`: seen on all pages, repeated ones too: a row that moved to a later page while the walk was under way
    /// stands for another that moved up. `providers`: different ones with a report; `before`: those of the last whole
    /// walk, `nil` where there is none to compare with.
    init(rows: Int, total: Int?, providers: Int, before: Int?) {
        if let total, rows < total {
            self = .short(rows: rows, total: total)
        } else if let before,
            providers < before - ListingVerdict.closures(among: before) || (before > 0 && providers == 0)
        {
            self = .shrunk(providers: providers, before: before)
        } else {
            self = .whole
        }
    }

    /// How many of so many providers may close between two walks.
    private static func closures(among providers: Int) -> Int { max(2, providers / 50) }
}

extension FeedUpdate {
    /// The state of a feed after a walk over its listing; `providers`: how many with a report the listing shows.
    func walked(
        _ verdict: ListingVerdict, providers: Int, isFull: Bool, answer: ListingAnswer, from before: FeedState,
        at now: Date, jitter: Double
    ) -> Result {
        if case .short(let rows, let total) = verdict {
            return short(
                before, reason: "counts \(total.counted("provider")) and lists \(rows)", asked: answer.asked, at: now,
                jitter: jitter)
        }
        var (state, raised) = succeeded(before, answer: answer, at: now, jitter: jitter)
        if let alert = note(newPublications: 0, in: &state, at: now) { raised.append(alert) }
        if before.baselineAt == nil { raised.append(baselineAlert(providers: providers, before: before, at: now)) }
        if case .shrunk(let providers, let known) = verdict {
            // The longer listing stays the measure, or the next short one would pass for recovered.
            if !state.shrunk {
                state.shrunk = true
                raised.append(shrankAlert("lists \(providers.counted("provider")) where it listed \(known)", at: now))
            }
        } else if isFull {
            state.listed = providers
            if state.shrunk {
                state.shrunk = false
                // One word of recovery is enough, whatever else had failed meanwhile.
                raised.removeAll { $0.kind == .operatorFeedRecovered }
                raised.append(
                    alerts.operatorAlert(
                        .operatorFeedRecovered, feed: feed.name, key: "shrank|\(now.iso8601)",
                        summary: "the feed \(feed.name) lists \(providers.counted("provider")) again", time: now))
            }
        }
        return Result(state: state, alerts: raised, result: "\(providers.counted("provider")) listed", failed: false)
    }

    private func short(_ before: FeedState, reason: String, asked: Double?, at now: Date, jitter: Double) -> Result {
        var (state, raised) = failed(before, reason: reason, asked: asked, kind: .ordinary, at: now, jitter: jitter)
        // A short listing has one alert, and it is not that of a feed that cannot be read.
        raised = []
        if !state.shrunk {
            state.shrunk = true
            raised = [shrankAlert(reason, at: now)]
        }
        return Result(state: state, alerts: raised, result: "the listing \(reason)", failed: true)
    }

    private func shrankAlert(_ what: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorFeedShrank, feed: feed.name, key: now.iso8601,
            summary:
                "the feed \(feed.name) \(what); none counts as withdrawn; check whether the publisher cut the listing",
            time: now)
    }
}
