import Configuration
import Foundation
import Inspections
import Synchronization
import System

/// What a daemon says of itself that neither polls nor delivers: another leads, or the record cannot be asked.
final class Standby: Sendable {
    enum State: Sendable, Hashable {
        /// Nobody leads yet.
        case open
        /// Another leads, up to that instant unless it says anew that it does.
        case follows(String, until: Date)
        /// Why the record cannot be asked.
        case waits(String)
    }

    private let state: Mutex<State>
    private let noted = Mutex(ContinuousClock.now)

    /// Seconds after which what was noted last says nothing any more: the record's server is looked at far more often.
    private static let patience: Double = 30

    init(_ state: State = .open) { self.state = Mutex(state) }

    /// True where it is another than before.
    @discardableResult
    func note(_ new: State) -> Bool {
        noted.withLock { $0 = .now }
        return state.withLock { state in
            defer { state = new }
            // Until when another leads is new each time.
            if case .follows(let before, _) = state, case .follows(let now, _) = new { return before != now }
            return state != new
        }
    }

    /// For people, on one line, without what is new each time.
    var text: String {
        switch state.withLock({ $0 }) {
        case .open: "standby: nobody leads yet"
        case .follows(let leader, _): "standby: \(leader) leads"
        case .waits(let cause): "waiting for the record: \(cause)"
        }
    }

    /// Who leads, and up to when unless it says so anew; `nil` where that is not known.
    var leader: (name: String, until: Date)? {
        guard case .follows(let name, let until) = state.withLock({ $0 }) else { return nil }
        return (name, until)
    }

    /// 200 for one that is ready to lead.
    var health: HTTPAnswer { health(at: .now) }

    func health(at now: ContinuousClock.Instant) -> HTTPAnswer {
        let silence = noted.withLock { $0.duration(to: now) }
        if silence > .seconds(Standby.patience) {
            return HTTPAnswer(
                status: 503, reason: "Service Unavailable",
                body: "the record's server has not answered for \(silence.components.seconds) s\n")
        }
        if case .waits = state.withLock({ $0 }) {
            return HTTPAnswer(status: 503, reason: "Service Unavailable", body: text + "\n")
        }
        let until = leader.map { " until \($0.until.iso8601), unless it says anew that it does" } ?? ""
        return HTTPAnswer(status: 200, reason: "OK", body: text + until + "\n")
    }

    /// Of the process alone: what is in the record, the daemon that leads tells.
    func metrics(_ format: MetricsFormat) -> HTTPAnswer {
        var text = MetricsText()
        text.add("ratingwatch", .info, "The program.", [.init(1, ("version", Version.text))])
        text.add("ratingwatch_leads", .gauge, MetricsText.leads, [.init(0)])
        ProcessFigures.current.add(to: &text)
        return HTTPAnswer(
            status: 200, reason: "OK", type: format.contentType, body: text.text(format), fields: ["Vary: Accept"])
    }

    /// Answers monitoring until the task is cancelled; an address that cannot be opened is complained of.
    func serve(_ metrics: MetricsConfiguration?, complain: (OperationError) -> Void) async {
        guard let metrics else { return }
        let server: MetricsServer
        do throws(OperationError) { server = try MetricsServer(metrics) } catch { return complain(error) }
        await server.serve(metrics: { self.metrics($0) }, health: { self.health })
    }
}

extension MetricsText {
    static let leads = "1 for a daemon that polls or delivers, of those that share a record."
}
