package import Configuration
package import HTTPTransport
package import Inspections
import Receivers

extension Carriers {
    /// Each receiver makes one attempt at a time, so neither a number of connections nor an interval is needed here: receivers on
    /// one host must not wait for one another.
    package init(http: HTTPConfiguration, names: ReaderNames) throws(HTTPError) {
        self.init(
            http: try HTTPTransport(
                userAgent: http.userAgent, perHost: 256, interval: .zero, total: 256,
                certificateFile: http.certificateFile),
            mail: MailTransport(certificateFile: http.certificateFile), names: names)
    }
}
