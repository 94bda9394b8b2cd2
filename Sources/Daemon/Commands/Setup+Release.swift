import Configuration
import Delivery
import Foundation
import History
import Inspections
import Polling
package import Queries
import Text

extension Setup {
    /// `ratingwatch release FEED --moved`: keeps the address on another host to which the publisher has moved a feed.
    package func confirmMove(of feed: String) async throws -> Answer {
        let feed = try known(feed: feed)
        guard let history = try historyToChange else { return nothingYet(isGood: true) }
        let names = members(of: feed)
        let recorder = Recorder(configuration, reports: reports)
        let now = Date()
        let moved = try await history.write("confirm that a feed has moved") { history in
            try names.compactMap { name -> (name: String, target: String)? in
                guard var state = try history.feedState(name), let target = state.unconfirmedMove else { return nil }
                state.movedTo = target
                state.unconfirmedMove = nil
                try history.save(state)
                // Documents on the host that it has moved to were not asked for until now.
                try recorder.readWhatIsFollowedNow(of: name, at: now, in: history)
                return (name, target)
            }
        }
        if moved.isEmpty { return Answer("the feed \(feed) has not moved to another host\n") }
        let lines = moved.map { name, target in
            let readable = RedactedAddress(ofFeed: target).text
            return "the feed \(name) is polled at \(readable) from now on; configure that address when you can\n"
        }
        return Answer(lines.joined())
    }

    /// `ratingwatch release FEED`: tells what the mass-change brake has held, as far as it still holds, or has readers
    /// know it without being told; a running daemon delivers it at once.
    package func release(_ feed: String, isDropped: Bool) async throws -> Answer {
        guard let history = try historyToChange else {
            _ = try known(feed: feed)
            return nothingYet(isGood: true)
        }
        // What is held of a feed stays so when it is taken out of the configuration.
        let holding = try await history.read("look up what is held") { try $0.holdingFeeds() }
        let feed = try UnknownName.resolving(feed, of: "feed", among: Set(feedNames + holding).sorted())
        // Numbers go on behind those of the logs, also where no daemon has seen a restored history yet.
        _ = try await LogReconciliation(configuration).run(on: history)
        let recorder = Recorder(configuration, reports: reports)
        let settlement = recorder.settlement
        let now = Date()
        let feeds = members(of: feed)
        let (held, raised) = try await history.write("release held changes") { history in
            var held = 0
            var raised: [StoredAlert] = []
            for feed in feeds {
                held += try history.heldProviders(feed: feed).count
                try history.endHolding(feed: feed)
                // First who goes on for whom: what is told of a provider depends on it.
                raised += try recorder.release(endingsOf: feed, isDropped: isDropped, at: now, in: history)
                raised +=
                    try settlement.settle(feed: feed, manner: isDropped ? .silently : .released, at: now, in: history)
                    .alerts
            }
            return (held, raised)
        }
        if held == 0, raised.isEmpty { return Answer("nothing is held for the feed \(feed)\n") }
        let lines = raised.map { "\($0.sequence) \($0.line)\n" }.joined()
        if isDropped { return Answer("dropped: nobody is told what has changed for \(held.counted("provider"))\n") }
        let nothing = "what was held no longer holds: nothing is told of \(held.counted("provider"))\n"
        return Answer(raised.isEmpty ? nothing : lines, complaint: raised.isEmpty ? nil : await wakeDeliveries())
    }
}
