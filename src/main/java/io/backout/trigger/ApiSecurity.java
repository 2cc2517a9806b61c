package io.backout.trigger;

import io.backout.approval.NotAllowedException;
import io.backout.process.People;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Both REST need a login of the engine's users at every request; the engine's webapps keep their own. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final NotAllowedException FORGEABLE = NotAllowedException.because(
            "a POST without JSON could come from a page of another site; nothing was done",
            "send the header 'Content-Type: application/json'.");

    @Bean
    SecurityFilterChain api(
            HttpSecurity http, People people, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
            throws Exception {
        return http.securityMatcher(at("/api/**", "/engine-rest/**", "/v3/**", "/actuator/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers(ApiSecurity::isForgeable)
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(denied -> denied.accessDeniedHandler(
                        (request, response, e) -> problems.resolveException(request, response, null, FORGEABLE)))
                .addFilterBefore(new ProblemsBeforeLogin(problems), BasicAuthenticationFilter.class)
                .authenticationProvider(new EngineUsers(people))
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie carries the login; what a browser remembers of HTTP Basic is the reason for isForgeable.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** Their own filters answer for logins, forged requests and headers; whatever else there may be is shut. */
    @Bean
    SecurityFilterChain webapps(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                at("/", "/camunda", "/camunda/**", "/error", "/favicon.ico"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled()
                        .httpStrictTransportSecurity(Customizer.withDefaults())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Whichever servlet serves it: given as texts, these would mean addresses of Spring's own servlet only. */
    private static RequestMatcher at(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }

    /** What a form on a page of another site can send: any other method or type makes a browser ask first. */
    private static boolean isForgeable(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && (request.getContentType() == null
                        || !request.getContentType().startsWith(MediaType.APPLICATION_JSON_VALUE));
    }

    /** Asks the engine, which also slows down guessing. */
    private record EngineUsers(People people) implements AuthenticationProvider {
        @Override
        public Authentication authenticate(Authentication given) throws AuthenticationException {
            return people.authenticate(given.getName(), String.valueOf(given.getCredentials()))
                    .map(person -> new UsernamePasswordAuthenticationToken(person, null, List.of()))
                    .orElseThrow(() -> new BadCredentialsException("unknown user or wrong password"));
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }
}
