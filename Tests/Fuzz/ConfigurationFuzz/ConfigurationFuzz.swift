import Configuration
import Fuzzing
import Inspections
import Receivers
import Reports
import YAML
import System

/// The configuration file and the files of framework data that it names.
@main
enum ConfigurationFuzz {
    private static let surroundings = Surroundings(workingDirectory: "/srv/watch")

    static func main() {
        FuzzDriver.run { input in
            let text = String(decoding: input, as: UTF8.self)
            checkConfiguration(text)
            checkFramework(text)
            return true
        }
    }

    private static func checkConfiguration(_ text: String) {
        do throws(ConfigurationError) {
            let configuration = try Configuration.parse(text, file: "fuzzed.yaml", surroundings: surroundings)
            let logs = configuration.receivers.compactMap(\.receiver.log?.path)
            let paths = [configuration.state, configuration.logs] + logs
            Property.holds(paths.allSatisfy { $0.hasPrefix("/") }, "paths are absolute: \(paths)")
            let names = Set(configuration.receivers.map(\.name))
            let named = configuration.routes.flatMap(\.receivers) + configuration.operators
            Property.holds(named.allSatisfy(names.contains), "routes lead to receivers: \(named)")
        } catch {
            Property.holds(!error.problems.isEmpty, "a refusal names its problems")
            for problem in error.problems {
                Property.holds(problem.line >= 1 && problem.column >= 1, "a problem has its place: \(problem)")
            }
        }
    }

    private static func checkFramework(_ text: String) {
        do throws(ReportsError) {
            let framework = try FrameworkFile(text, file: "fuzzed.yaml").data.framework
            Property.holds(!framework.areas.isEmpty && !framework.scale.names.isEmpty, "a framework grades something")
        } catch {
            Property.holds(!error.problems.isEmpty, "a refusal names its problems")
            for problem in error.problems {
                Property.holds(problem.line >= 1 && problem.column >= 1, "a problem has its place: \(problem)")
            }
        }
    }
}
