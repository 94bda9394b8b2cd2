/// What an alert can be delivered to; the raw value is the word of the configuration.
package enum ReceiverKind: String, CaseIterable, Sendable {
    case logFile = "log-file"
    case webhook
    case email
}
