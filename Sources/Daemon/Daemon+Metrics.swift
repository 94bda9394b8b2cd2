import Configuration
import History
import System

extension Daemon {
    /// Answers monitoring until the task is cancelled; an address that cannot be opened stops nothing else.
    func serve(_ metrics: MetricsConfiguration) async {
        let server: MetricsServer
        do throws(OperationError) {
            server = try MetricsServer(metrics)
        } catch {
            application.complain(error)
            return
        }
        await server.serve(metrics: { await self.metrics($0) }, health: { self.health })
    }

    private func metrics(_ format: MetricsFormat) async -> HTTPAnswer {
        let configuration = application.configuration
        let polls = polls
        do {
            let text = try await application.history.read("tell metrics") {
                try DaemonMetrics(of: configuration, polls: polls, in: $0).text(format)
            }
            return HTTPAnswer(
                status: 200, reason: "OK", type: format.contentType, body: text, fields: ["Vary: Accept"])
        } catch {
            return HTTPAnswer(status: 503, reason: "Service Unavailable", body: "\(error)\n")
        }
    }

    /// 200 only while there is progress, and what is found can be recorded and delivered.
    private nonisolated var health: HTTPAnswer {
        let wrong = [pulse.trouble].compactMap(\.self) + troubles.all.map(\.text)
        if wrong.isEmpty { return HTTPAnswer(status: 200, reason: "OK", body: "good\n") }
        return HTTPAnswer(
            status: 503, reason: "Service Unavailable", body: wrong.prefix(20).joined(separator: "\n") + "\n")
    }
}
