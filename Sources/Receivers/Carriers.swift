package import HTTPTransport

/// What carries messages out of the house.
package struct Carriers: Sendable {
    package let http: HTTPTransport
    package let mail: MailTransport

    package init(http: HTTPTransport, mail: MailTransport) {
        self.http = http
        self.mail = mail
    }

    /// For one attempt, from the connection to the end of the answer.
    static let timeout = Duration.seconds(15)
}
