import Configuration
import Delivery
import Polling

extension ReceiverNotices {
    /// Raised as all alerts are; `silences`: those of the configuration.
    init(alerts: AlertFactory, operators: [String], silences: [Silence] = []) {
        self.init(operators: operators) { notice, receivers, history in
            try AlertRaising(routing: Routing(routes: [], operators: receivers), silences: silences).raise(
                alerts.receiverAlert(
                    notice.kind, receiver: notice.receiver, key: notice.key, summary: notice.summary, time: notice.time),
                in: history)
        }
    }
}
