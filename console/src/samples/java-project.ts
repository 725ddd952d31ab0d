/** What a Java project has besides its program: how Maven builds it, and how it reads its env file. */
import { projectName } from './project-name';
import type { SampleCall } from './sample';

export interface Artifact {
  readonly name: string;
  readonly version: string;
}

export const GENERIC_CLIENT: Artifact = { name: 'tea-openapi', version: '0.3.8' };

/** Its users ask for a range of versions, which Maven looks up anew every day. */
const TEA: Artifact = { name: 'tea', version: '1.4.2' };

export function manifest(call: SampleCall, artifacts: readonly Artifact[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sample</groupId>
  <artifactId>${projectName(call, 'java')}</artifactId>
  <version>1</version>

  <properties>
    <maven.compiler.release>11</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <exec.mainClass>Sample</exec.mainClass>
    <exec.cleanupDaemonThreads>false</exec.cleanupDaemonThreads>
  </properties>

  <dependencyManagement>
    <dependencies>
${dependency('com.aliyun', TEA)}
    </dependencies>
  </dependencyManagement>

  <dependencies>
${artifacts.map(artifact => dependency('com.aliyun', artifact)).join('\n')}
${dependency('org.slf4j', { name: 'slf4j-nop', version: '2.0.16' })}
  </dependencies>

  <build>
    <plugins>
${plugin('org.apache.maven.plugins', { name: 'maven-compiler-plugin', version: '3.13.0' })}
${plugin('org.codehaus.mojo', { name: 'exec-maven-plugin', version: '3.5.0' })}
    </plugins>
  </build>
</project>
`;
}

function dependency(group: string, { name, version }: Artifact): string {
  return `      <dependency>
        <groupId>${group}</groupId>
        <artifactId>${name}</artifactId>
        <version>${version}</version>
      </dependency>`;
}

function plugin(group: string, { name, version }: Artifact): string {
  return `      <plugin>
        <groupId>${group}</groupId>
        <artifactId>${name}</artifactId>
        <version>${version}</version>
      </plugin>`;
}

export const ENVIRONMENT = `import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The environment, and the lines NAME='value' of the file .env for what the environment does not have. */
final class Environment {
    private static final Map<String, String> values = read();

    /** What a variable holds. */
    static String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    /** The same; null if it is not set. */
    static String find(String name) {
        return values.get(name);
    }

    private static Map<String, String> read() {
        Map<String, String> found = new HashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of(".env"))) {
                int end = line.indexOf('=');
                if (end > 0 && !line.startsWith("#")) {
                    found.put(line.substring(0, end).strip(), line.substring(end + 1).strip().replaceAll("^'|'$", ""));
                }
            }
        } catch (IOException absent) {
            // The environment alone, then.
        }
        found.putAll(System.getenv());
        return found;
    }
}
`;
