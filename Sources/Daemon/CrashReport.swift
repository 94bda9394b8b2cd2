import Configuration
import Delivery
import History
import Inspections
import Logging
import Polling
import System

extension Application {
    /// What the program was at work on when it died has failed, is left out for a while, and is told to operators.
    func followCrashes() async {
        let backoff = configuration.http.backoff
        let left = crashes.takeLeft(at: clock.now()) { owner, deaths in
            switch owner {
            case .feed: backoff.delay(failures: deaths, jitter: clock.jitter())
            case .receiver: DeliverySchedule.rest(deaths: deaths)
            }
        }
        for one in left {
            let consequence =
                "it is left out until \(one.restEnd.iso8601), and then done in a process of its own first"
            switch one.owner {
            case .receiver(let name):
                logger.about(receiver: name).error("receiver \(name): \(one.reason); \(consequence)")
            case .feed(let name):
                guard let feed = configuration.feeds.first(where: { $0.name == name }) else { continue }
                logger.about(feed: name).error("feed \(name): \(one.reason); \(consequence)")
                do throws(HistoryError) {
                    onAlerts(try await poll.noteDeath(one, of: feed))
                } catch {
                    complain(of: feed, error)
                }
            }
        }
    }
}
