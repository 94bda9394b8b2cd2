package import HTTPTransport
package import Inspections

/// What carries messages out of the house, and the words they are written in.
package struct Carriers: Sendable {
    package let http: HTTPTransport
    package let mail: MailTransport
    package let names: ReaderNames

    package init(http: HTTPTransport, mail: MailTransport, names: ReaderNames = .ids) {
        self.names = names
        self.http = http
        self.mail = mail
    }

    /// For one attempt, from the connection to the end of the answer.
    static let timeout = Duration.seconds(15)
}
