/// What a webhook is sent; the raw value is the word of the configuration.
package enum WebhookFormat: String, CaseIterable, Sendable {
    /// The alert's own body, a CloudEvent.
    case cloudevents
    case slack
    case teams
    case discord
    case ntfy
    /// What the operator's own Mustache template makes of the alert.
    case template

    /// True for what people read: many alerts at once come as one message.
    var isOfChat: Bool { [.slack, .teams, .discord, .ntfy].contains(self) }
}
